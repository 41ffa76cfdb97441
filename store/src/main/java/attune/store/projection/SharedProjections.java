package attune.store.projection;

import attune.model.policy.Seal;
import java.util.List;

/// The projections every wing may read, built together so that each gets those it reads. Wings add their
/// own.
public final class SharedProjections {
    public final Languages languages = new Languages();
    public final ActTable acts = new ActTable();
    public final Members members = new Members(languages);
    public final Ties ties = new Ties();
    public final Items items = new Items(languages);
    public final Consents consents = new Consents();
    public final Mutes mutes = new Mutes();
    public final Controls controls = new Controls();
    public final Labels labels = new Labels();
    public final Quarantines quarantines = new Quarantines();
    public final Holds holds = new Holds();
    public final Encounters encounters;
    public final Counts counts;
    public final Histories histories;

    public SharedProjections(Seal seal, Capacity capacity) {
        encounters = new Encounters(acts, capacity.impressionsPerMember());
        counts = new Counts(acts, items, encounters, quarantines);
        histories = new Histories(
                seal,
                acts,
                consents,
                encounters,
                quarantines,
                capacity.engagementsPerMember(),
                capacity.engagersPerItem());
    }

    /// @param engagementsPerMember and `engagersPerItem`: how much recent engagement walks and tastes see
    /// @param impressionsPerMember how much of what a member saw is remembered as seen
    public record Capacity(int engagementsPerMember, int engagersPerItem, int impressionsPerMember) {
        public static final Capacity USUAL = new Capacity(256, 64, 4_096);
    }

    /// In fold order. Encounters and quarantines come last: counts and histories look there what is new.
    public List<Projection> all() {
        return List.of(
                languages,
                acts,
                members,
                ties,
                items,
                consents,
                mutes,
                controls,
                labels,
                holds,
                counts,
                histories,
                encounters,
                quarantines);
    }

    public State state() {
        return new State(all());
    }
}
