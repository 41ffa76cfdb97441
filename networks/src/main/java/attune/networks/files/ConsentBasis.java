package attune.networks.files;

/// Why an operator may say that the members of a file agreed to personalization. Without one no consent is imported,
/// because denial is the default; the report repeats the words.
///
/// @param words such as "accepted in the sign-up form of 2024"
/// @param version of the text the members agreed to
public record ConsentBasis(String words, int version) {
    public ConsentBasis {
        if (words.isBlank() || words.length() > 500) {
            throw new IllegalArgumentException("The basis of a consent is said in 1 to 500 characters.");
        }
        if (version < 1)
            throw new IllegalArgumentException("The version of a consent is 1 or more, not " + version + ".");
    }
}
