package attune.networks.files;

import static attune.networks.files.Columns.id;
import static attune.networks.files.Columns.number;
import static attune.networks.files.Columns.whole;

import attune.model.event.Act;
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.item.ItemKind;
import attune.networks.wire.ItemStatement;
import attune.networks.wire.Named;
import attune.networks.wire.WireType;
import attune.store.log.Draft;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Last.fm of HetRec 2011 (Cantador, Brusilovsky and Kuflik): who listened to which artist how often, who is whose
/// friend, and tags. Artists become items of a catalogue, tags their topics, friendships follows as listed (the file
/// lists both directions), and play counts one act `play` whose value is the count. The set has no times.
///
/// Files: `artists_id_name.tsv`, `artist_tag.dat`, `user_friends.dat`, `user_artists.dat`; each may be packed.
public record LastFmFolder(Path folder, @Nullable ConsentBasis consent) implements Dataset {
    private static final String AUTHOR = "lastfm-catalogue";

    @Override
    public String name() {
        return "Last.fm (HetRec 2011) in " + folder.getFileName();
    }

    @Override
    public void read(Limits limits, Findings findings) {
        Mentions mentions = new Mentions(findings, "lastfm", consent);
        Columns files = new Columns(folder, limits, findings);
        Map<Long, String> names = names(files);
        ArtistTags tags = ArtistTags.read(files, names.keySet(), findings);
        Place start = new Place("artists_id_name.tsv", 1, null);
        ExternalId author = mentions.catalogue(start, AUTHOR, Draft.NOW);
        mentions.act(start, "play", Act.Unit.COUNT, Act.Polarity.POSITIVE);
        names.forEach((artist, name) -> mentions.item(start, artist(artist, name, author, tags), Draft.NOW));
        friends(files, mentions, findings);
        plays(files, mentions, author, tags);
        findings.note("The set has no times: all its facts bear the time of the import.");
    }

    private static Map<Long, String> names(Columns files) {
        Map<Long, String> names = new LinkedHashMap<>();
        files.each(
                "artists_id_name.tsv",
                1,
                2,
                row -> names.put(whole(row, 0), row.get(1).strip()));
        return names;
    }

    private static void friends(Columns files, Mentions mentions, Findings findings) {
        files.each("user_friends.dat", 0, 1, row -> {
            if (row.cells().size() == 1 && row.line().number() <= 2) {
                findings.skipped("counts at the head of the friends");
                return;
            }
            ExternalId member = id("lastfm:", row, 0);
            ExternalId other = id("lastfm:", row, 1);
            mentions.member(row.place(), member, Draft.NOW);
            mentions.member(row.place(), other, Draft.NOW);
            mentions.fact(
                    row.line(), "follow", WireType.FOLLOWED, Draft.NOW, Named.tie(member, other, Event.Followed::new));
        });
    }

    private static void plays(Columns files, Mentions mentions, ExternalId author, ArtistTags tags) {
        files.each("user_artists.dat", 1, 3, row -> {
            ExternalId member = id("lastfm:", row, 0);
            ItemStatement artist = artist(whole(row, 1), "", author, tags);
            long count = number(row, 2);
            mentions.member(row.place(), member, Draft.NOW);
            mentions.item(row.place(), artist, Draft.NOW);
            mentions.fact(
                    row.line(),
                    "play",
                    WireType.ACTED,
                    Draft.NOW,
                    Named.acted(member, artist.item(), "play", count, null));
        });
    }

    private static ItemStatement artist(long number, String name, ExternalId author, ArtistTags tags) {
        ExternalId item = new ExternalId("lastfm:artist:" + number);
        return ItemStatement.open(item, author, ItemKind.TRACK, name, "und", tags.top(number));
    }
}
