package attune.store.codec;

/// An event as two runs of tagged fields: what may lie in the clear (dense numbers, flags, choices), and the owner's
/// personal payload, which the store seals.
///
/// @param type number from [EventType], or a number only a newer version knows
/// @param owner dense member number, or [#NO_OWNER]
/// @param personal empty when the event has none
public record Encoded(int type, int owner, byte[] open, byte[] personal) {
    public static final int NO_OWNER = -1;
}
