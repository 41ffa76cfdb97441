package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.JsonObject;
import attune.store.ledger.Checkpoint;
import attune.store.ledger.NoteKey;
import attune.store.merkle.Hash;
import attune.store.merkle.Proofs;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An auditor asks a node for its ledger and believes only what can be proved.
@Timeout(60)
class LedgerDoorTest {
    @TempDir
    Path folder;

    private RunningNode node;

    @BeforeEach
    void open() {
        node = RunningNode.open(folder);
        Village.settle(node);
        node.post(node.backend, "/v1/members/eve/erasure", "{}").is(200);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void an_erasure_is_in_the_ledger_and_an_auditor_can_prove_it() {
        JsonObject entry = entries().stream()
                .filter(one -> "member.erased".equals(one.text("action")))
                .findFirst()
                .orElseThrow();
        JsonObject checkpoint =
                node.get(node.operator, "/v1/ledger/checkpoint").is(200).json();
        Checkpoint signed = Checkpoint.parse(checkpoint.text("note"));
        JsonObject proof = node.get(
                        node.operator,
                        "/v1/ledger/proofs/inclusion/" + entry.integer("number") + "?size=" + signed.size())
                .is(200)
                .json();

        assertThat(NoteKey.parse(checkpoint.text("verifierKey")).signed(checkpoint.text("note")))
                .isTrue();
        Hash leaf = Hash.leaf(Base64.getDecoder().decode(entry.text("record")));
        assertThat(leaf.hex()).isEqualTo(entry.text("leaf"));
        assertThat(Proofs.includes(leaf, entry.integer("number"), signed.size(), hashes(proof), signed.root()))
                .isTrue();
    }

    @Test
    void an_earlier_checkpoint_is_proved_to_be_the_beginning_of_a_later_one() {
        Checkpoint before = checkpoint();
        node.post(node.backend, "/v1/members/bob/erasure", "{}").is(200);
        Checkpoint after = checkpoint();

        JsonObject proof = node.get(
                        node.operator, "/v1/ledger/proofs/consistency/" + before.size() + "?to=" + after.size())
                .is(200)
                .json();

        assertThat(after.size()).isGreaterThan(before.size());
        assertThat(Proofs.consistent(before.size(), before.root(), after.size(), after.root(), hashes(proof)))
                .isTrue();
        node.get(node.operator, "/v1/ledger/proofs/consistency/99999").is(404);
        node.get(node.operator, "/v1/ledger/proofs/inclusion/99999").is(404);
    }

    private Checkpoint checkpoint() {
        return Checkpoint.parse(
                node.get(node.operator, "/v1/ledger/checkpoint").is(200).json().text("note"));
    }

    private List<JsonObject> entries() {
        return node.get(node.operator, "/v1/ledger/entries?count=1000").is(200).json().objects("items").stream()
                .filter(one -> one.truth("readable"))
                .toList();
    }

    private static List<Hash> hashes(JsonObject proof) {
        return proof.texts("proof").stream()
                .map(hex -> Hash.of(HexFormat.of().parseHex(hex)))
                .toList();
    }
}
