package attune.testkit.codec;

import attune.model.event.Event;
import attune.model.event.Mute;
import java.util.List;

/// The texts of an event that belong under its owner's key.
final class PersonalTexts {
    private PersonalTexts() {}

    static List<String> of(Event event) {
        return switch (event) {
            case Event.MemberJoined e ->
                List.of(e.profile().externalId().value(), e.profile().name());
            case Event.MemberChanged e ->
                List.of(e.profile().externalId().value(), e.profile().name());
            case Event.ItemPublished e ->
                List.of(e.post().externalId().value(), e.post().text());
            case Event.ItemEdited e ->
                List.of(e.post().externalId().value(), e.post().text());
            case Event.Muted e when e.mute() instanceof Mute.OfWord(String word) -> List.of(word);
            case Event.Unmuted e when e.mute() instanceof Mute.OfWord(String word) -> List.of(word);
            case Event.Searched e -> List.of(e.query());
            case Event.ControlSet e -> List.of(e.control(), e.value());
            case Event.HoldPlaced e -> List.of(e.reference());
            default -> List.of();
        };
    }
}
