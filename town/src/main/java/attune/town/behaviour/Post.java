package attune.town.behaviour;

import attune.town.phrase.Language;
import attune.town.phrase.Topic;
import attune.town.resident.Style;
import java.util.Optional;
import java.util.OptionalInt;

/// A post with the facts that are hidden from the network: its quality and its style.
///
/// @param topic empty when something outside the town published it and named no topic the town knows
/// @param author index of the resident who wrote it, or -1 for a stranger to the town
/// @param quality mean 0, deviation about 1
/// @param question which of its topic's questions it asks, so that replies answer it
/// @param characters the length of the text
public record Post(
        String id,
        int author,
        Optional<Topic> topic,
        Language language,
        Style style,
        double quality,
        boolean spam,
        OptionalInt question,
        int characters,
        long publishedMillis) {}
