package attune.testkit.crash;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The rows of one page of an SQLite file, as far as the proof of syncs needs them: numbers of rows, and columns that
/// are integers. From the description of the file format at sqlite.org, sections 1.6 and 2.1.
final class PageRows {
    private static final int LEAF_OF_A_TABLE = 0x0d;
    private static final int POINTERS_AT = 8;

    private final ByteBuffer page;
    private final List<Row> rows = new ArrayList<>();

    /// @param number of the row
    /// @param integers the leading columns after the first, while they are integers
    record Row(long number, List<Long> integers) {}

    private PageRows(byte[] bytes) {
        this.page = ByteBuffer.wrap(bytes);
    }

    /// The rows of a leaf of a table; none of any other page.
    static List<Row> of(byte[] bytes) {
        PageRows read = new PageRows(bytes);
        if (bytes[0] == LEAF_OF_A_TABLE) {
            int cells = read.page.getShort(3) & 0xFFFF;
            for (int i = 0; i < cells; i++) read.cell(read.page.getShort(POINTERS_AT + 2 * i) & 0xFFFF);
        }
        return read.rows;
    }

    private void cell(int at) {
        page.position(at);
        varint();
        long number = varint();
        int header = page.position();
        int types = header + (int) varint();
        List<Integer> kinds = new ArrayList<>();
        while (page.position() < types) kinds.add((int) varint());
        page.position(types);
        List<Long> integers = new ArrayList<>();
        // The first column is the row's number itself and stands there as null.
        for (int kind : kinds.subList(1, kinds.size())) {
            if (kind == 0 || kind > 9) break;
            integers.add(integer(kind));
        }
        rows.add(new Row(number, integers));
    }

    private long integer(int kind) {
        if (kind >= 8) return kind - 8L;
        int bytes = kind == 5 ? 6 : kind == 6 || kind == 7 ? 8 : kind;
        long value = page.get();
        for (int i = 1; i < bytes; i++) value = value << 8 | (page.get() & 0xFF);
        return value;
    }

    private long varint() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            byte next = page.get();
            value = value << 7 | (next & 0x7F);
            if (next >= 0) return value;
        }
        return value << 8 | (page.get() & 0xFF);
    }
}
