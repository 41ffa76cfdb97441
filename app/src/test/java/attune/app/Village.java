package attune.app;

/// Events of a village small enough to know everybody: Ada writes, Bob follows her and allows personalization, Eve
/// follows nobody.
final class Village {
    private Village() {}

    static void settle(RunningNode node) {
        node.tell(
                joined("ada", "Ada Alderwick"),
                joined("bob", "Bob Brookhaven"),
                joined("eve", "Eve Fennimore"),
                tie("followed", "bob", "ada"),
                consent("bob"));
    }

    static String joined(String member, String name) {
        return """
                {"type":"member.joined","member":"%s","name":"%s",\
                "locale":"en","ageBand":"adult"}""".formatted(member, name);
    }

    static String tie(String type, String member, String other) {
        return """
                {"type":"%s","member":"%s","other":"%s"}""".formatted(type, member, other);
    }

    static String consent(String member) {
        return """
                {"type":"consent.given","member":"%s","purpose":"personalization","version":1}""".formatted(member);
    }

    static String post(String author, String item, String text) {
        return post(author, item, text, "");
    }

    /// @param more further fields, each beginning with a comma
    static String post(String author, String item, String text, String more) {
        return """
                {"type":"item.published","item":"%s","author":"%s",\
                "text":"%s","language":"en"%s}""".formatted(item, author, text, more);
    }

    static String acted(String member, String item, String act) {
        return """
                {"type":"acted","member":"%s","item":"%s","act":"%s"}""".formatted(member, item, act);
    }

    static String impressed(String member, String item) {
        return """
                {"type":"impressed","member":"%s","item":"%s"}""".formatted(member, item);
    }

    static String mutedWord(String member, String word) {
        return """
                {"type":"muted","member":"%s","what":"word","value":"%s"}""".formatted(member, word);
    }
}
