package attune.store.projection;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Estimates how many bytes of heap some state holds, by looking at the fields themselves: a projection that is added
/// or laid out anew is weighed without a line of its own. Of long arrays of references only some places are looked at,
/// one in each of 2,048 stretches, so that a million members are weighed in milliseconds; what they hold is scaled up.
///
/// Takes references for 4 bytes and objects for multiples of 8, as in heaps below 32 GB. Threads: nothing may change
/// what is weighed meanwhile. Used once.
public final class Weight {
    private static final int STRETCHES = 2_048;
    private static final int HEADER = 16;
    private static final int REFERENCE = 4;
    /// An entry of one of the library's maps, its place in the table included.
    private static final int MAP_ENTRY = 48;
    /// A lock, a counter, a lambda: what is neither ours nor a collection.
    private static final int SMALL = 32;

    private final Map<Class<?>, List<Field>> fields = new HashMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Weight() {}

    /// Bytes that these hold together; what several of them share counts once.
    public static long of(Collection<?> roots) {
        Weight weight = new Weight();
        long bytes = 0;
        for (Object root : roots) bytes += weight.object(root);
        return bytes;
    }

    private long object(@Nullable Object object) {
        return switch (object) {
            case null -> 0;
            case Enum<?> _, Class<?> _ -> 0;
            case String text -> 24 + aligned(HEADER + text.length());
            case Number _, Boolean _, Character _ -> HEADER;
            case BitSet bits -> 24 + aligned(HEADER + bits.size() / 8);
            case Map<?, ?> map -> once(map, () -> HEADER + MAP_ENTRY * (long) map.size() + entries(map));
            case Collection<?> list ->
                once(list, () -> HEADER + 2L * REFERENCE * list.size() + each(list, list.size()));
            case Object other when other.getClass().isArray() -> once(other, () -> array(other));
            case Object other when ours(other.getClass()) -> once(other, () -> own(other));
            default -> SMALL;
        };
    }

    private interface Weighing {
        long bytes();
    }

    private long once(Object object, Weighing weighing) {
        return seen.add(object) ? weighing.bytes() : 0;
    }

    private static boolean ours(Class<?> type) {
        return type.getName().startsWith("attune.") && !type.isHidden();
    }

    private long own(Object object) {
        long shallow = HEADER;
        long held = 0;
        for (Field field : fields.computeIfAbsent(object.getClass(), Weight::open)) {
            Class<?> type = field.getType();
            shallow += type.isPrimitive() ? width(type) : REFERENCE;
            if (!type.isPrimitive()) held += object(value(field, object));
        }
        return aligned(shallow) + held;
    }

    private static List<Field> open(Class<?> type) {
        List<Field> all = new ArrayList<>();
        for (Class<?> at = type; at != null && ours(at); at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) continue;
                field.setAccessible(true);
                all.add(field);
            }
        }
        return all;
    }

    private static @Nullable Object value(Field field, Object of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(field + " was opened and is closed.", closed);
        }
    }

    private long array(Object array) {
        int length = Array.getLength(array);
        Class<?> part = array.getClass().getComponentType();
        if (part.isPrimitive()) return aligned(HEADER + (long) length * width(part));
        return aligned(HEADER + (long) length * REFERENCE) + parts((Object[]) array);
    }

    private long parts(@Nullable Object[] parts) {
        if (parts.length <= STRETCHES) {
            long bytes = 0;
            for (Object part : parts) bytes += object(part);
            return bytes;
        }
        long bytes = 0;
        for (int i = 0; i < STRETCHES; i++) {
            long from = (long) parts.length * i / STRETCHES;
            long to = (long) parts.length * (i + 1) / STRETCHES;
            bytes += object(parts[(int) (from + scattered(i) % (to - from))]);
        }
        return (long) ((double) bytes * parts.length / STRETCHES);
    }

    /// Another place in each stretch, always the same ones: no pattern of the numbers is met again and again.
    private static long scattered(int stretch) {
        return ((stretch + 1) * 0x9E3779B97F4A7C15L) >>> 33;
    }

    private long entries(Map<?, ?> map) {
        return each(map.keySet(), map.size()) + each(map.values(), map.size());
    }

    /// Of a long one the first are looked at, for it has no middle to begin at.
    private long each(Collection<?> all, int size) {
        int looked = Math.min(size, STRETCHES);
        long bytes = 0;
        Iterator<?> next = all.iterator();
        for (int i = 0; i < looked && next.hasNext(); i++) bytes += object(next.next());
        return looked == 0 ? 0 : (long) ((double) bytes * size / looked);
    }

    private static int width(Class<?> primitive) {
        if (primitive == long.class || primitive == double.class) return 8;
        if (primitive == int.class || primitive == float.class) return 4;
        return primitive == short.class || primitive == char.class ? 2 : 1;
    }

    private static long aligned(long bytes) {
        return (bytes + 7) & ~7L;
    }
}
