package attune.networks.wire;

import attune.model.identity.ExternalId;

/// Who states the facts of a request or a file, and so how much is believed.
public sealed interface Sender {
    Sender NETWORK = new Network();

    /// The network's own server, or the operator: it speaks for all its members.
    record Network() implements Sender {}

    /// One member with their own token: only facts of their own.
    record Member(ExternalId self) implements Sender {}
}
