package attune.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What every file keeps, and the leave granted so far. Patterns that this repository must not contain are put together
/// from pieces, so that this file keeps its own rules.
final class TidyRules {
    private static final int COLUMNS = 120;
    private static final int LINES = 400;
    private static final int CHARACTERS = 1_000_000;

    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern SKIPPED = Pattern.compile(
            "@Dis" + "abled|@Ign" + "ore|Assum" + "ptions\\.|\\.sle" + "ep\\(|\\bassu" + "me(True|That|False)\\(");
    private static final Pattern FOREIGN = Pattern.compile(String.join(
            "|",
            "(?<![\\w.])/wo" + "rk/",
            "(?<![\\w.])/ro" + "ot/",
            "(?<![\\w.])/ho" + "me/\\w",
            "/Us" + "ers/\\w",
            "repo1?\\.mav" + "en\\.apache",
            "regis" + "try\\.npm" + "js",
            "de" + "b\\.debian\\.org",
            "py" + "pi\\.org",
            "file" + "s\\.pythonhosted",
            "prox" + "y\\.golang"));
    private static final Pattern BESIDE = Pattern.compile("\\.\\./sha" + "red\\b");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\[]*]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");

    private TidyRules() {}

    static final List<TidyRule> ALL = List.of(
            new TidyRule("columns", "Two files fit beside each other on a screen.", TidyRules::columns),
            new TidyRule(
                    "length", "A file has one idea; above 400 lines it must say why it does not.", TidyRules::length),
            new TidyRule(
                    "nothing unfinished",
                    "What is left to do is an issue, not a comment.",
                    p -> matches(p, UNFINISHED)),
            new TidyRule(
                    "nothing skipped",
                    "A check that does not run proves nothing; a sleep proves luck.",
                    TidyRules::skipped),
            new TidyRule("nothing of this machine", "A clone works anywhere.", TidyRules::foreign),
            new TidyRule("links lead somewhere", "A reader follows them.", TidyRules::links),
            new TidyRule("nothing dead", "An empty or left-over file makes readers wonder.", TidyRules::dead));

    static final List<TidyRule.Exemption> EXEMPTIONS = List.of();

    private static List<String> columns(Page page) {
        if (!page.isCode() && !page.ending().equals("md")) return List.of();
        List<String> long_ = new ArrayList<>();
        int number = 0;
        for (String line : page.text().lines().toList()) {
            number++;
            boolean table = page.ending().equals("md") && line.startsWith("|");
            int width = line.codePointCount(0, line.length());
            if (width > COLUMNS && !table) long_.add("%s:%d has %d columns.".formatted(page.path(), number, width));
        }
        return long_;
    }

    private static List<String> length(Page page) {
        long lines = page.text().lines().count();
        if (page.isCode() && lines > LINES) return List.of("%s has %d lines.".formatted(page.path(), lines));
        if (page.text().length() > CHARACTERS) return List.of(page.path() + " has more than a million characters.");
        return List.of();
    }

    private static List<String> matches(Page page, Pattern pattern) {
        Matcher matcher = pattern.matcher(page.text());
        return matcher.results()
                .map(m -> "%s:%d has \"%s\"."
                        .formatted(
                                page.path(),
                                lineOf(page.text(), m.start()),
                                m.group().strip()))
                .toList();
    }

    private static long lineOf(String text, int position) {
        return text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    }

    private static List<String> skipped(Page page) {
        return page.path().contains("/src/test/") ? matches(page, SKIPPED) : List.of();
    }

    private static List<String> foreign(Page page) {
        Stream<String> beside = page.path().equals(".ci/run") ? Stream.of() : matches(page, BESIDE).stream();
        return Stream.concat(matches(page, FOREIGN).stream(), beside).toList();
    }

    private static List<String> dead(Page page) {
        if (page.text().isBlank()) return List.of(page.path() + " is empty.");
        boolean leftOver = page.path().matches(".*(\\.orig|\\.rej|\\.bak|~)");
        return leftOver ? List.of(page.path() + " is left over from an edit.") : List.of();
    }

    private static List<String> links(Page page) {
        if (!page.ending().equals("md")) return List.of();
        Path self = House.home().resolve(page.path());
        List<String> broken = new ArrayList<>();
        Matcher link = LINK.matcher(FENCE.matcher(page.text()).replaceAll(""));
        while (link.find()) {
            String[] target = link.group(1).split("#", 2);
            if (target[0].contains(":")) continue;
            Path file = self.resolveSibling(target[0]);
            boolean itself = target[0].isEmpty();
            if (!itself && !Files.exists(file)) {
                broken.add("%s links to %s, which does not exist.".formatted(page.path(), target[0]));
            } else if (target.length == 2
                    && !headings(itself ? page.text() : ModuleTable.text(file)).contains(target[1])) {
                broken.add("%s links to #%s, a heading that is not there.".formatted(page.path(), target[1]));
            }
        }
        return broken;
    }

    private static List<String> headings(String markdown) {
        return markdown.lines()
                .filter(l -> l.startsWith("#"))
                .map(l -> l.replaceFirst("^#+ *", "").toLowerCase(Locale.ROOT))
                .map(l -> l.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }
}
