package attune.town;

import attune.town.behaviour.Appeal;
import attune.town.behaviour.Behaviour;
import attune.town.phrase.Phrasebook;
import attune.town.resident.Population;
import attune.town.resident.Resident;

/// The things every part of the simulation shares: who lives here, how they are tied, what has been said. One
/// thread only.
record World(
        long seed,
        Behaviour behaviour,
        Appeal appeal,
        Phrasebook phrasebook,
        Population population,
        Ties ties,
        Board board,
        Visits visits,
        Outbox outbox) {

    static World of(TownPlan plan) {
        Phrasebook phrasebook = Phrasebook.open();
        return new World(
                plan.seed(),
                plan.behaviour(),
                new Appeal(plan.behaviour().appeal()),
                phrasebook,
                new Population(plan.seed(), phrasebook),
                new Ties(),
                new Board(),
                new Visits(),
                new Outbox());
    }

    Resident welcome() {
        ties.welcome();
        board.welcome();
        return population.welcome();
    }
}
