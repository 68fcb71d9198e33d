"""How people act in the playground's threads, over HTTP."""


async def act(table, what, **body):
    status, told = await table.post(f"/api/{what}", **({"person": "teacher"} | body))
    assert status == 200, told
    return told


async def said(table, text, place, person="teacher", **more):
    return (await act(table, "say", person=person, place=place, text=text, **more))["messages"][0]
