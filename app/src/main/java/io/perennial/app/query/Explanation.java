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
import java.util.HashSet;
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
    long pairs,
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
      Pair best = best(one, other, judge.get());
      a = best.a();
      b = best.b();
    }
    Map<RecordId, IdentityQuery.Link> links = new HashMap<>();
    query.links(List.of(a, b)).forEach(link -> links.put(link.record(), link));
    RecordId left = a;
    RecordId right = b;
    return new Explanation(
        a,
        b,
        (long) one.size() * other.size(),
        links.get(a),
        links.get(b),
        judge.map(j -> j.explain(left, right)),
        CustomerHistory.of(List.of(a, b), query).togetherSince(a, b),
        judge.map(j -> j.keptApartBy(left, right)).orElse(List.of()),
        constraints(one, other, new ConstraintBook(lake, engine)),
        path(links.get(a), links.get(b), query));
  }

  private record Pair(RecordId a, RecordId b) {}

  /** The most probable pair of the first {@link #MOST_PAIRS}. */
  private static Pair best(List<RecordId> one, List<RecordId> other, PairJudge judge) {
    Pair found = new Pair(one.get(0), other.get(0));
    double best = Double.NEGATIVE_INFINITY;
    int looked = 0;
    for (RecordId left : one) {
      for (RecordId right : other) {
        if (looked++ == MOST_PAIRS) {
          return found;
        }
        double odds = judge.logOdds(left, right);
        if (odds > best) {
          best = odds;
          found = new Pair(left, right);
        }
      }
    }
    return found;
  }

  private static List<StatedConstraint> constraints(
      List<RecordId> one, List<RecordId> other, ConstraintBook book) {
    Set<RecordId> left = new HashSet<>(one);
    Set<RecordId> right = new HashSet<>(other);
    return book.all().stream()
        .filter(StatedConstraint::holds)
        .filter(said -> isBetween(said, left, right) || isBetween(said, right, left))
        .toList();
  }

  private static boolean isBetween(StatedConstraint said, Set<RecordId> one, Set<RecordId> other) {
    return said.a().stream().anyMatch(one::contains) && said.b().stream().anyMatch(other::contains);
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

  /** The record that stands for a group; the way to it is made short for the next who ask. */
  private static RecordId group(RecordId record, Map<RecordId, RecordId> groups) {
    RecordId root = record;
    while (!groups.getOrDefault(root, root).equals(root)) {
      root = groups.getOrDefault(root, root);
    }
    RecordId at = record;
    while (!at.equals(root)) {
      RecordId next = groups.getOrDefault(at, root);
      groups.put(at, root);
      at = next;
    }
    return root;
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
