package attune.algorithms.sequence;

/// Arrays that grow with the largest batch seen, so that training allocates nothing step by step.
final class Rooms {
    private Rooms() {}

    /// The same array, or a larger one whose content is not that of the old one.
    static float[] atLeast(float[] room, int length) {
        return room.length >= length ? room : new float[Math.max(length, room.length + room.length / 2)];
    }
}
