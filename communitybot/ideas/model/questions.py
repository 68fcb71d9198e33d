"""The questions a community begins with: leading from the classroom, and taking part in policy."""

QUESTIONS = (
    "What did you change in your own classroom that a colleague has since taken up? How did they hear of it?",
    "Which decision about your work was last made without a teacher? What would you have told them?",
    "If two hours of your week were free for leading, what would you do with them?",
    "Who asked you to lead for the first time, and what did they say that made you try?",
    "Which rule at your school costs the most time and helps the fewest students?",
    "What does a new teacher at your school need in the first month that nobody gives them yet?",
    "When did somebody who decides really listen to teachers? What made them?",
    "Which evidence would convince your principal, and who could help you gather it?",
    "What would families say about your idea if you asked three of them this week?",
    "How do you say no to one more committee and yes to the one that matters?",
    "Which meeting could become time to learn from each other? What would have to happen first?",
    "What have you tried that did not work, and what would you tell somebody about to try it?",
    "Whose voice is missing when your school plans a change? How could they be heard?",
    "Which policy of your district or state would you rewrite, and what would its first sentence be?",
    "What can a teacher do without anybody's permission that would help the whole school?",
    "Who leads at your school without a title? What do they do that others could learn?",
    "How do you know that a change has helped students? Name one sign you would look for.",
    "What would make a career in the classroom worth staying for, for you?",
    "Which question would you put to your superintendent if you had five minutes?",
    "What small step could you and one colleague take before this month ends?",
)
