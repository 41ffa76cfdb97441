package attune.store.quarantine;

/// What one member did lately, in a few sums. Owned by [Paces], touched by the log's writer.
final class Pace {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 3_600_000;
    private static final long PAUSE = 30 * MINUTE;
    private static final int REMEMBERED_GAPS = 64;
    private static final int REMEMBERED_IMPRESSIONS = 400;

    final int member;
    long arrivedMillis;
    long sittingMillis = Long.MAX_VALUE;

    int actsInMinute;
    int actsInHour;
    int seenInMinute;
    int arrivedInHour;
    int dwellsInHour;
    long dwellInHourMillis;
    int itemsAtOnce;
    int unseen;
    int acts;
    int impressions;
    int likes;
    int beforePublished;
    int beforeJoined;
    long untimelySinceMillis = Long.MAX_VALUE;
    /// The hour in which [Fuse] counted the member as active.
    long countedHour = Long.MIN_VALUE;

    private long lastMillis = Long.MIN_VALUE;
    private long lastActMillis = Long.MIN_VALUE;
    private int lastItem = -1;
    private long minute = Long.MIN_VALUE;
    private long seenMinute = Long.MIN_VALUE;
    private long hour = Long.MIN_VALUE;
    private long dwellHour = Long.MIN_VALUE;
    private long arrivalHour = Long.MIN_VALUE;
    private long untimelyArrival = Long.MIN_VALUE;
    private int gaps;
    private double gapSum;
    private double gapSquares;
    private long hours;
    private long lastHour = Long.MIN_VALUE;
    private final long[] steps;
    private int stepped;
    private int nextStep;
    private long lastStep;

    Pace(int member, int steps) {
        this.member = member;
        this.steps = new long[steps];
    }

    /// A pause of half an hour ends a sitting.
    private void sit(long atMillis) {
        if (lastMillis == Long.MIN_VALUE || atMillis - lastMillis > PAUSE) {
            sittingMillis = atMillis;
            unseen = 0;
            acts = 0;
        } else {
            sittingMillis = Math.min(sittingMillis, atMillis);
        }
        lastMillis = Math.max(lastMillis, atMillis);
    }

    void see(long atMillis) {
        sit(atMillis);
        if (atMillis / MINUTE > seenMinute) {
            seenMinute = atMillis / MINUTE;
            seenInMinute = 0;
        }
        if (atMillis / MINUTE == seenMinute) seenInMinute++;
        if (++impressions == REMEMBERED_IMPRESSIONS) {
            impressions /= 2;
            likes /= 2;
        }
    }

    void dwell(long atMillis, long millis) {
        sit(atMillis);
        if (atMillis / HOUR > dwellHour) {
            dwellHour = atMillis / HOUR;
            dwellsInHour = 0;
            dwellInHourMillis = 0;
        }
        if (atMillis / HOUR < dwellHour) return;
        dwellsInHour++;
        dwellInHourMillis += Math.clamp(millis, 0, 24 * HOUR);
    }

    /// What is late has no place in the windows of now, but did arrive.
    void act(int item, long atMillis, long arrivalMillis, boolean seen) {
        sit(atMillis);
        acts++;
        if (!seen) unseen++;
        if (arrivalMillis / HOUR != arrivalHour) {
            arrivalHour = arrivalMillis / HOUR;
            arrivedInHour = 0;
        }
        arrivedInHour++;
        if (atMillis / MINUTE > minute) {
            minute = atMillis / MINUTE;
            actsInMinute = 0;
        }
        if (atMillis / MINUTE == minute) actsInMinute++;
        if (atMillis / HOUR > hour) {
            hour = atMillis / HOUR;
            actsInHour = 0;
        }
        if (atMillis / HOUR == hour) actsInHour++;
        clock(atMillis / HOUR);
        itemsAtOnce = atMillis != lastActMillis ? 1 : itemsAtOnce + (item == lastItem ? 0 : 1);
        if (item != lastItem) pause(atMillis);
        lastItem = item;
        lastActMillis = Math.max(lastActMillis, atMillis);
    }

    private void clock(long at) {
        if (lastHour == Long.MIN_VALUE || at - lastHour >= Long.SIZE) {
            hours = 1;
            lastHour = at;
        } else if (at > lastHour) {
            hours = hours << (at - lastHour) | 1;
            lastHour = at;
        } else if (lastHour - at < Long.SIZE) {
            hours |= 1L << (lastHour - at);
        }
    }

    private void pause(long atMillis) {
        long gap = lastActMillis == Long.MIN_VALUE ? Long.MAX_VALUE : atMillis - lastActMillis;
        if (gap <= 0) return;
        if (gap > HOUR) {
            gaps = 0;
            gapSum = 0;
            gapSquares = 0;
            return;
        }
        // One hiccup makes no hand.
        if (gaps >= 8 && gap > 3 * gapSum / gaps) return;
        gaps++;
        gapSum += gap;
        gapSquares += (double) gap * gap;
        if (gaps < REMEMBERED_GAPS) return;
        gaps /= 2;
        gapSum /= 2;
        gapSquares /= 2;
    }

    void untimely(long atMillis, long arrivalMillis) {
        if (untimelyArrival != Long.MIN_VALUE && arrivalMillis - untimelyArrival > 24 * HOUR) {
            beforePublished = 0;
            beforeJoined = 0;
            untimelySinceMillis = Long.MAX_VALUE;
        }
        untimelyArrival = arrivalMillis;
        untimelySinceMillis = Math.min(untimelySinceMillis, atMillis);
    }

    /// How many hours in a row, the latest included, had an act.
    int hoursInARow() {
        return Long.numberOfTrailingZeros(~hours);
    }

    /// The beginning of the latest hour with an act.
    long lastHourMillis() {
        return lastHour * HOUR;
    }

    int gaps() {
        return gaps;
    }

    /// Deviation of the pauses over their mean.
    double variation() {
        double mean = gapSum / gaps;
        return Math.sqrt(Math.max(0, gapSquares / gaps - mean * mean)) / mean;
    }

    /// Takes the next shown act; the fingerprint of the last few in their order, or 0 while there are too few.
    long step(int item, int act) {
        long step = Paces.mixed((long) item << 8 | act);
        if (stepped > 0 && step == lastStep) return 0;
        lastStep = step;
        steps[nextStep] = step;
        nextStep = nextStep + 1 == steps.length ? 0 : nextStep + 1;
        stepped = Math.min(stepped + 1, steps.length);
        if (stepped < steps.length) return 0;
        long print = 1;
        for (int k = nextStep; k < steps.length; k++) print = print * 31 + steps[k];
        for (int k = 0; k < nextStep; k++) print = print * 31 + steps[k];
        return Paces.mixed(print) | 1;
    }
}
