package attune.store.log;

import attune.model.identity.MemberId;
import java.util.function.IntPredicate;

/// Who is being forgotten, and which items go with them.
///
/// @param items dense item number → was it published by this member?
public record Erased(MemberId member, IntPredicate items) {}
