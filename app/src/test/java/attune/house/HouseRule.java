package attune.house;

import java.util.List;
import java.util.function.Function;

/// One rule of the house: what it is called, why it exists, and how to find what breaks it.
///
/// A violation is one sentence that begins with the full name of the offending class, package or file, so that a reader
/// can go there and an [Exemption] can name it.
record HouseRule(String name, String reason, Function<House, List<String>> violations) {

    /// Leave granted to one rule at one spot, with the sentence that justifies it.
    record Exemption(String rule, String spot, String sentence) {
        boolean covers(HouseRule ruleAsked, String violation) {
            return rule.equals(ruleAsked.name()) && violation.startsWith(spot);
        }
    }
}
