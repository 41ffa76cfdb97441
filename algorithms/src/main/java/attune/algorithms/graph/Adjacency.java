package attune.algorithms.graph;

/// One direction of a graph, by accessors, so that whoever keeps the graph hands in its rings as they are.
///
/// Nodes are ints ≥ 0. Neighbours of a node are numbered from 0, **newest first**: a walk that may visit only some
/// takes the first ones. A neighbour that occurs more than once counts as so many edges. Reads must be consistent
/// while a walk runs.
public interface Adjacency {

    /// How many neighbours are remembered.
    int degree(int node);

    /// The k-th neighbour, k in `[0, degree)`.
    int neighbor(int node, int k);

    /// The weight of the k-th neighbour, above 0; 1 if acts are only counted.
    default float weight(int node, int k) {
        return 1;
    }

    /// How popular a node is in all, where more is known than the remembered neighbours tell.
    default double popularity(int node) {
        return degree(node);
    }
}
