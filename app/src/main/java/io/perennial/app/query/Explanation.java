// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.domain.RecordId;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.model.Waterfall;
import io.perennial.identity.pipeline.ConstraintBook;
import io.perennial.identity.pipeline.PairJudge;
import io.perennial.identity.pipeline.StatedConstraint;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why two parties are, or are not, one customer.
 *
 * @param a the record of the one side that tells most
 * @param b the record of the other
 * @param pairs of records between the sides, of which this is the most probable
 * @param linkA the record's customer
 * @param linkB the other's
 * @param waterfall of the pair; empty where no model was fitted
 * @param since when they are one customer; empty when they are not, or it was not noted
 * @param keptApartBy attributes of which a person has one value at most, and theirs differ
 * @param constraints that hold and speak of a record of each side
 * @param path the records from a to b by the pairs that tie them closest, both included; empty when
 *     they are two customers, or no scores lead from one to the other
 */
public record Explanation(
    RecordId a,
    RecordId b,
    int pairs,
    IdentityQuery.Link linkA,
    IdentityQuery.Link linkB,
    Optional<Waterfall> waterfall,
    Optional<Instant> since,
    List<String> keptApartBy,
    List<StatedConstraint> constraints,
    List<RecordId> path) {

  /** Pairs that are looked at; of large customers the first. */
  private static final int MOST_PAIRS = 20_000;

  public Explanation {
    keptApartBy = List.copyOf(keptApartBy);
    constraints = List.copyOf(constraints);
    path = List.copyOf(path);
  }

  /** Whether they are one customer. */
  public boolean isOne() {
    return linkA.customer().equals(linkB.customer());
  }

  /** Explains the most probable pair between two sides, which share no record. */
  public static Explanation of(
      List<RecordId> one, List<RecordId> other, Lake lake, Engine engine, IdentityConfig config) {
    Set<RecordId> all = new LinkedHashSet<>(one);
    all.addAll(other);
    IdentityQuery query = new IdentityQuery(lake, engine);
    Optional<PairJudge> judge = PairJudge.of(all, lake, engine, config);
    RecordId a = one.get(0);
    RecordId b = other.get(0);
    if (judge.isPresent()) {
      double best = Double.NEGATIVE_INFINITY;
      int looked = 0;
      for (RecordId left : one) {
        for (RecordId right : other) {
          double odds = looked++ < MOST_PAIRS ? judge.get().logOdds(left, right) : best;
          if (odds > best) {
            best = odds;
            a = left;
            b = right;
          }
        }
      }
    }
    Map<RecordId, IdentityQuery.Link> links = new HashMap<>();
    query.links(List.of(a, b)).forEach(link -> links.put(link.record(), link));
    RecordId left = a;
    RecordId right = b;
    return new Explanation(
        a,
        b,
        one.size() * other.size(),
        links.get(a),
        links.get(b),
        judge.map(j -> j.explain(left, right)),
        CustomerHistory.of(List.of(a, b), query).togetherSince(a, b),
        judge.map(j -> j.keptApartBy(left, right)).orElse(List.of()),
        constraints(one, other, new ConstraintBook(lake, engine)),
        path(links.get(a), links.get(b), query));
  }

  private static List<StatedConstraint> constraints(
      List<RecordId> one, List<RecordId> other, ConstraintBook book) {
    return book.all().stream()
        .filter(StatedConstraint::holds)
        .filter(
            said ->
                (one.contains(said.a()) && other.contains(said.b()))
                    || (one.contains(said.b()) && other.contains(said.a())))
        .toList();
  }

  /** The path whose weakest pair is the most probable, by growing one group at a time. */
  private static List<RecordId> path(
      IdentityQuery.Link from, IdentityQuery.Link to, IdentityQuery query) {
    if (!from.customer().equals(to.customer())) {
      return List.of();
    }
    List<RecordId> records =
        query.linksOf(List.of(from.customer())).stream().map(IdentityQuery.Link::record).toList();
    Map<RecordId, List<RecordId>> tree = new HashMap<>();
    Map<RecordId, RecordId> groups = new HashMap<>();
    records.forEach(record -> groups.put(record, record));
    // the most probable first: a spanning tree of the strongest pairs holds every such path
    for (IdentityQuery.Score score : query.scores(records)) {
      RecordId a = group(score.a(), groups);
      RecordId b = group(score.b(), groups);
      if (!a.equals(b)) {
        groups.put(a, b);
        tree.computeIfAbsent(score.a(), r -> new ArrayList<>()).add(score.b());
        tree.computeIfAbsent(score.b(), r -> new ArrayList<>()).add(score.a());
      }
    }
    return walk(from.record(), to.record(), tree);
  }

  private static RecordId group(RecordId record, Map<RecordId, RecordId> groups) {
    RecordId at = record;
    while (!groups.getOrDefault(at, at).equals(at)) {
      at = groups.getOrDefault(at, at);
    }
    return at;
  }

  private static List<RecordId> walk(
      RecordId from, RecordId to, Map<RecordId, List<RecordId>> tree) {
    Map<RecordId, RecordId> cameFrom = new HashMap<>(Map.of(from, from));
    List<RecordId> open = new ArrayList<>(List.of(from));
    for (int i = 0; i < open.size(); i++) {
      for (RecordId next : tree.getOrDefault(open.get(i), List.of())) {
        if (cameFrom.putIfAbsent(next, open.get(i)) == null) {
          open.add(next);
        }
      }
    }
    if (!cameFrom.containsKey(to)) {
      return List.of();
    }
    List<RecordId> path = new ArrayList<>(List.of(to));
    RecordId at = to;
    while (!at.equals(from)) {
      at = cameFrom.getOrDefault(at, from);
      path.add(at);
    }
    Collections.reverse(path);
    return path;
  }
}
