"""Lists that load from the app while a person types."""

from twins.loom import payloads
from twins.loom.acks import Ack
from twins.loom.courier import Courier
from twins.loom.inputs import entered
from twins.loom.records import Json, Message, Upload, User, View
from twins.loom.rules.elements import faults_of_suggestions
from twins.loom.shapes import file_json
from twins.loom.world import World

QUERY = 3  # min_query_length when none is given: block-elements/select-menu-element#external_select


def asks(element: Json, typed: str) -> bool:
    """Whether Slack's client asks the app yet."""
    return len(typed) >= int(element.get("min_query_length", QUERY))


async def suggestions(
    world: World,
    courier: Courier,
    person: User,
    shown: Message | View,
    block: Json,
    element: Json,
    typed: str,
) -> tuple[Ack, list[Json], list[str]]:
    """Ask the app; gives its acknowledgement, the options offered, and what is wrong with them."""
    told = payloads.block_suggestion(world, person, shown, block, element, typed)
    ack = await courier.interact("interactive", told)
    faults = [] if ack.error else faults_of_suggestions(ack.body)
    if faults:
        world.refused.append(("block_suggestion", {"errors": faults}))
    options = list(ack.body.get("options", []))
    for group in ack.body.get("option_groups", []):
        options += group["options"]
    return ack, ([] if ack.error or faults else options), faults


async def picked(
    world: World, courier: Courier, person: User, view: View, block: Json, value: object
) -> Json:
    """Give what stands in an input once the person is done; from a loading list they pick by name."""
    element = block["element"]
    if element["type"] == "file_input" and isinstance(value, tuple):
        return {"type": "file_input", "files": [file_json(world, _uploaded(world, person, *value))]}
    if element["type"] != "external_select" or not isinstance(value, str):
        return entered(element, value)
    initial = element.get("initial_option")
    if initial and value in {initial["value"], initial["text"]["text"]}:
        return entered(element, initial)
    assert asks(element, value), f"nothing is suggested for so short a text as {value!r}"
    ack, options, faults = await suggestions(world, courier, person, view, block, element, value)
    assert ack.error is None, f"no suggestions: {ack.error}"
    assert not faults, f"suggestions that Slack refuses: {faults}"
    for each in options:
        if value in {each["value"], each["text"]["text"]}:
            return entered(element, each)
    raise AssertionError(f"{value!r} was not suggested, only {[each['text']['text'] for each in options]}")


def _uploaded(world: World, person: User, name: str, content: bytes) -> Upload:
    """Upload a person's own file, as Slack's client does before the form is sent."""
    upload = Upload(world.name("F"), person.team, name, len(content), content, title=name, complete=True)
    world.uploads[upload.id] = upload
    return upload
