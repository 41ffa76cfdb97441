/// How much one asker may ask: token buckets by key, member and address, in bounded memory.
///
/// Does not belong here: how full the server is as a whole (`server`), and budgets of disk and memory (the assembly).
@NullMarked
package attune.http.limit;

import org.jspecify.annotations.NullMarked;
