package attune.networks.files;

import static attune.networks.files.Columns.id;
import static attune.networks.files.Columns.number;

import attune.model.event.Act;
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.item.ItemKind;
import attune.networks.wire.Named;
import attune.networks.wire.WireType;
import attune.store.log.Draft;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The training part of Last.fm as split for LightGCN (He et al., 2020), with its trust network. Its numbers
/// for members and artists are its own, so it has neither names nor tags. The test part is never read: it is
/// for measuring.
///
/// Files: `lightgcn_train.tsv`, `lightgcn_trustnetwork.tsv`; each may be packed.
public record LastFmSplit(Path folder, @Nullable ConsentBasis consent) implements Dataset {
    private static final String AUTHOR = "lastfm-split-catalogue";

    @Override
    public String name() {
        return "Last.fm (LightGCN split) in " + folder.getFileName();
    }

    @Override
    public void read(Limits limits, Findings findings) {
        Mentions mentions = new Mentions(findings, "lastfm-split", consent);
        Columns files = new Columns(folder, limits, findings);
        Place start = new Place("lightgcn_train.tsv", 1, null);
        ExternalId author = mentions.catalogue(start, AUTHOR, Draft.NOW);
        mentions.act(start, "play", Act.Unit.COUNT, Act.Polarity.POSITIVE);
        files.each("lightgcn_trustnetwork.tsv", 0, 2, row -> {
            ExternalId member = id("lastfm-split:", row, 0);
            ExternalId other = id("lastfm-split:", row, 1);
            mentions.member(row.place(), member, Draft.NOW);
            mentions.member(row.place(), other, Draft.NOW);
            mentions.fact(
                    row.line(), "follow", WireType.FOLLOWED, Draft.NOW, Named.tie(member, other, Event.Followed::new));
        });
        files.each("lightgcn_train.tsv", 0, 3, row -> {
            ExternalId member = id("lastfm-split:", row, 0);
            ExternalId item = id("lastfm-split:artist:", row, 1);
            long count = number(row, 2);
            mentions.member(row.place(), member, Draft.NOW);
            mentions.item(row.place(), Mentions.bare(item, author, ItemKind.TRACK), Draft.NOW);
            mentions.fact(
                    row.line(), "play", WireType.ACTED, Draft.NOW, Named.acted(member, item, "play", count, null));
        });
        findings.note("The set has no times: all its facts bear the time of the import.");
    }
}
