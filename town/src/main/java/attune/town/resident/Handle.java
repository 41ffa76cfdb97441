package attune.town.resident;

import java.text.Normalizer;
import java.util.Locale;

/// Makes the external id of a member from a display name: `Jörg Wiesenklang` becomes `joerg.wiesenklang`.
final class Handle {
    private Handle() {}

    static String of(String name) {
        String spelled = name.toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss");
        String plain = Normalizer.normalize(spelled, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return plain.replaceAll("[^a-z0-9]+", ".");
    }
}
