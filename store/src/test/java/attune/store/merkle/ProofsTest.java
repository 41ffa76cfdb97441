package attune.store.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Golden values: the tree of eight leaves with which Certificate Transparency's own logs are tested (RFC 6962, kept in
/// RFC 9162). Properties: every proof of every tree up to 70 leaves.
class ProofsTest {
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    private static final String LEAF_0 = ROOTS.get(1);
    private static final String LEAF_1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private static final String LEAF_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private static final String PAIR_2 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String PAIR_4 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    private static final String PAIR_6 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String FOUR_4 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";

    private final Map<List<Long>, Hash> nodes = new HashMap<>();
    private final Tree tree = new Tree(this::node);

    @Test
    void roots_of_the_reference_tree_are_the_published_ones() {
        reference();

        for (int size = 0; size <= 8; size++) {
            assertThat(tree.root(size).hex()).as("size " + size).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void inclusion_proofs_of_the_reference_tree_are_the_published_ones() {
        reference();

        assertThat(hex(tree.inclusion(0, 1))).isEmpty();
        assertThat(hex(tree.inclusion(0, 8))).containsExactly(LEAF_1, PAIR_2, FOUR_4);
        assertThat(hex(tree.inclusion(5, 8))).containsExactly(LEAF_4, PAIR_6, ROOTS.get(4));
        assertThat(hex(tree.inclusion(2, 3))).containsExactly(ROOTS.get(2));
        assertThat(hex(tree.inclusion(1, 5))).containsExactly(LEAF_0, PAIR_2, LEAF_4);
    }

    @Test
    void consistency_proofs_of_the_reference_tree_are_the_published_ones() {
        reference();

        assertThat(hex(tree.consistency(1, 1))).isEmpty();
        assertThat(hex(tree.consistency(1, 8))).containsExactly(LEAF_1, PAIR_2, FOUR_4);
        assertThat(hex(tree.consistency(2, 8))).containsExactly(PAIR_2, FOUR_4);
        assertThat(hex(tree.consistency(6, 8))).containsExactly(PAIR_4, PAIR_6, ROOTS.get(4));
        assertThat(hex(tree.consistency(2, 5))).containsExactly(PAIR_2, LEAF_4);
    }

    @Test
    void every_inclusion_proof_is_accepted_and_no_other_place_leaf_size_or_root() {
        grow(70);

        for (long size = 1; size <= 70; size++) {
            Hash root = tree.root(size);
            for (long leaf = 0; leaf < size; leaf++) {
                List<Hash> proof = tree.inclusion(leaf, size);
                Hash hash = node(0, leaf);
                assertThat(Proofs.includes(hash, leaf, size, proof, root)).isTrue();
                assertThat(Proofs.includes(Hash.EMPTY, leaf, size, proof, root)).isFalse();
                assertThat(Proofs.includes(hash, leaf, size, proof, Hash.EMPTY)).isFalse();
                if (leaf + 1 < size) {
                    assertThat(Proofs.includes(hash, leaf + 1, size, proof, root))
                            .isFalse();
                }
                assertThat(Proofs.includes(hash, leaf, size, with(proof, Hash.EMPTY), root))
                        .isFalse();
                if (!proof.isEmpty()) {
                    assertThat(Proofs.includes(hash, leaf, size, proof.subList(1, proof.size()), root))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void every_consistency_proof_is_accepted_and_no_changed_one() {
        grow(70);

        for (long after = 0; after <= 70; after++) {
            Hash now = tree.root(after);
            for (long before = 0; before <= after; before++) {
                List<Hash> proof = tree.consistency(before, after);
                Hash old = tree.root(before);
                assertThat(Proofs.consistent(before, old, after, now, proof)).isTrue();
                assertThat(Proofs.consistent(before, Hash.leaf(new byte[9]), after, now, proof))
                        .isFalse();
                assertThat(Proofs.consistent(before, old, after, now, with(proof, now)))
                        .isFalse();
                for (int i = 0; i < proof.size(); i++) {
                    List<Hash> changed = new ArrayList<>(proof);
                    changed.set(i, Hash.node(proof.get(i), proof.get(i)));
                    assertThat(Proofs.consistent(before, old, after, now, changed))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void a_root_and_a_proof_of_a_large_tree_read_a_few_hashes_only() {
        int[] reads = new int[1];
        Tree large = new Tree((level, position) -> {
            reads[0]++;
            return Hash.leaf(
                    ByteBuffer.allocate(12).putInt(level).putLong(position).array());
        });
        long size = (1L << 40) - 1;

        large.root(size);
        assertThat(reads[0]).isLessThanOrEqualTo(40);
        reads[0] = 0;
        large.inclusion(size - 2, size);
        assertThat(reads[0]).isLessThanOrEqualTo(40);
        reads[0] = 0;
        large.consistency((1L << 39) - 1, size);
        assertThat(reads[0]).isLessThanOrEqualTo(120);
    }

    private void reference() {
        Growth growth = new Growth(0, this::node);
        for (String leaf : LEAVES) add(growth, HexFormat.of().parseHex(leaf));
    }

    /// Half-way the edge is read anew, as after a restart.
    private void grow(int leaves) {
        Growth growth = new Growth(0, this::node);
        for (int i = 0; i < leaves; i++) {
            if (i % 7 == 3) growth = new Growth(i, this::node);
            add(growth, ("leaf " + i).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void add(Growth growth, byte[] leaf) {
        for (Growth.Completed completed : growth.append(Hash.leaf(leaf))) {
            nodes.put(List.of((long) completed.level(), completed.position()), completed.hash());
        }
    }

    private Hash node(int level, long position) {
        Hash hash = nodes.get(List.of((long) level, position));
        if (hash == null) throw new AssertionError("No complete subtree " + position + " of level " + level + ".");
        return hash;
    }

    private static List<Hash> with(List<Hash> proof, Hash more) {
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(more);
        return longer;
    }

    private static List<String> hex(List<Hash> proof) {
        return proof.stream().map(Hash::hex).toList();
    }
}
