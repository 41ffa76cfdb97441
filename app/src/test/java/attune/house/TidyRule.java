package attune.house;

import java.util.List;
import java.util.function.Function;

/// One rule that any text file of the repository must keep. A violation is a sentence that begins with the file's path.
record TidyRule(String name, String reason, Function<Page, List<String>> violations) {

    /// Leave granted to one file, with the sentence that justifies it.
    record Exemption(String rule, String path, String sentence) {
        boolean covers(TidyRule ruleAsked, Page page) {
            return rule.equals(ruleAsked.name()) && path.equals(page.path());
        }
    }
}
