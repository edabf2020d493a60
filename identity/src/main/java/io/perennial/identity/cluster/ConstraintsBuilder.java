// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import io.perennial.identity.Components;
import io.perennial.identity.cluster.Constraint.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects constraints and makes them hold together.
 *
 * <p>What was said later holds. Constraints are taken from the latest to the earliest; one that
 * cannot hold with those already taken is set aside and reported with them. So "apart" said after
 * "together" undoes it, and the other way round, also through third records.
 */
public final class ConstraintsBuilder {

  private final int nodes;
  private final Set<Constraint> said = new HashSet<>();
  private final Map<String, Values> exclusive = new TreeMap<>();

  private final Components units;
  private final Map<Integer, List<Constraint>> links = new HashMap<>();

  /** By unit, those that keep it apart from others. */
  private final Map<Integer, List<Constraint>> keptApart = new HashMap<>();

  /** Of n nodes nothing was said yet. */
  public ConstraintsBuilder(int nodes) {
    this.nodes = nodes;
    this.units = new Components(nodes);
  }

  /** Adds what was said; twice is once. */
  public ConstraintsBuilder add(Constraint constraint) {
    check(Math.max(constraint.a(), constraint.b()));
    said.add(constraint);
    return this;
  }

  /** Two records are one customer. */
  public ConstraintsBuilder mustLink(int a, int b, long at) {
    return add(new Constraint(Kind.MUST_LINK, a, b, at));
  }

  /** Two records are never one customer. */
  public ConstraintsBuilder cannotLink(int a, int b, long at) {
    return add(new Constraint(Kind.CANNOT_LINK, a, b, at));
  }

  /** A system gave up one record for another. */
  public ConstraintsBuilder redirect(int from, int to, long at) {
    return add(new Constraint(Kind.REDIRECT, from, to, at));
  }

  /**
   * Gives a node a value of an attribute of which a customer has one at most, such as a verified
   * e-mail. Values that one node has, or that nodes have which must be together, count as equal.
   *
   * @param code of the value, at least 0, of a dense numbering
   */
  public ConstraintsBuilder exclusive(String attribute, int node, int code) {
    check(node);
    if (code < 0) {
      throw new IllegalArgumentException(
          "Invalid code of " + attribute + ": " + code + " (must be >= 0)");
    }
    exclusive.computeIfAbsent(attribute, name -> new Values()).add(node, code);
    return this;
  }

  private void check(int node) {
    if (node < 0 || node >= nodes) {
      throw new IllegalArgumentException(
          "Invalid node: " + node + " (must be below " + nodes + ")");
    }
  }

  /** The constraints that hold, and what was set aside. To be called once. */
  public Constraints build() {
    List<Constraint> latestFirst = new ArrayList<>(said);
    latestFirst.sort(Constraint.LATEST_FIRST);
    List<Contradiction> contradictions = new ArrayList<>();
    for (Constraint constraint : latestFirst) {
      List<Constraint> against = constraint.links() ? link(constraint) : keepApart(constraint);
      if (!against.isEmpty()) {
        contradictions.add(new Contradiction(constraint, against, true));
      }
    }
    contradictions.addAll(circles(latestFirst));
    exclusive.forEach((attribute, of) -> contradictions.addAll(outweighed(attribute, of)));
    contradictions.sort(Comparator.comparing(Contradiction::constraint, Constraint.LATEST_FIRST));
    Set<Long> apart = new HashSet<>();
    for (List<Constraint> pairs : keptApart.values()) {
      for (Constraint pair : pairs) {
        apart.add(Constraints.pair(units.of(pair.a()), units.of(pair.b())));
      }
    }
    long[] pairs = apart.stream().mapToLong(Long::longValue).sorted().toArray();
    List<int[]> values = exclusive.values().stream().map(v -> v.byUnit(units)).toList();
    return new Constraints(units, pairs, values, contradictions);
  }

  /** Joins two units; or says what keeps them apart. */
  private List<Constraint> link(Constraint constraint) {
    int one = units.of(constraint.a());
    int other = units.of(constraint.b());
    if (one != other) {
      List<Constraint> fewer = keptApart.getOrDefault(one, List.of());
      List<Constraint> more = keptApart.getOrDefault(other, List.of());
      if (fewer.size() > more.size()) {
        List<Constraint> swapped = fewer;
        fewer = more;
        more = swapped;
      }
      for (Constraint pair : fewer) {
        int a = units.of(pair.a());
        int b = units.of(pair.b());
        if (Math.min(a, b) == Math.min(one, other) && Math.max(a, b) == Math.max(one, other)) {
          return against(constraint, pair);
        }
      }
      units.join(one, other);
      if (!fewer.isEmpty()) {
        more.addAll(fewer);
      }
      keptApart.remove(one);
      keptApart.remove(other);
      if (!more.isEmpty()) {
        keptApart.put(Math.min(one, other), more);
      }
    }
    links.computeIfAbsent(constraint.a(), node -> new ArrayList<>()).add(constraint);
    links.computeIfAbsent(constraint.b(), node -> new ArrayList<>()).add(constraint);
    return List.of();
  }

  /** Keeps two units apart; or says through what they are one. */
  private List<Constraint> keepApart(Constraint constraint) {
    int one = units.of(constraint.a());
    int other = units.of(constraint.b());
    if (one == other) {
      return path(constraint.a(), constraint.b());
    }
    keptApart.computeIfAbsent(one, unit -> new ArrayList<>()).add(constraint);
    keptApart.computeIfAbsent(other, unit -> new ArrayList<>()).add(constraint);
    return List.of();
  }

  /** What is against a link: the pair that is apart, and what ties the link's ends to it. */
  private List<Constraint> against(Constraint link, Constraint apart) {
    boolean sameSide = units.of(link.a()) == units.of(apart.a());
    Set<Constraint> all = new LinkedHashSet<>();
    all.add(apart);
    all.addAll(path(link.a(), sameSide ? apart.a() : apart.b()));
    all.addAll(path(link.b(), sameSide ? apart.b() : apart.a()));
    return List.copyOf(all);
  }

  /** The fewest links that lead from one node to another of its unit. */
  private List<Constraint> path(int from, int to) {
    Map<Integer, Constraint> via = new HashMap<>();
    Deque<Integer> open = new ArrayDeque<>();
    open.add(from);
    while (!open.isEmpty() && !via.containsKey(to) && from != to) {
      int at = open.remove();
      for (Constraint link : links.getOrDefault(at, List.of())) {
        int next = link.a() == at ? link.b() : link.a();
        if (next != from && via.putIfAbsent(next, link) == null) {
          open.add(next);
        }
      }
    }
    List<Constraint> path = new ArrayList<>();
    int at = to;
    while (at != from) {
      Constraint link = via.get(at);
      if (link == null) {
        throw new IllegalStateException("Cannot find what links " + from + " and " + to);
      }
      path.add(link);
      at = link.a() == at ? link.b() : link.a();
    }
    Collections.reverse(path);
    return path;
  }

  /** Of each unit with several values of which one is allowed, two records that have others. */
  private List<Contradiction> outweighed(String attribute, Values values) {
    List<Contradiction> outweighed = new ArrayList<>();
    values.eachConflict(
        units,
        (one, other) ->
            outweighed.add(
                new Contradiction(
                    new Constraint(Kind.CANNOT_LINK, one, other, Long.MIN_VALUE),
                    path(one, other),
                    true,
                    Optional.of(attribute))));
    return outweighed;
  }

  /** Redirects that lead back to where they began, by the latest of each record. */
  private static List<Contradiction> circles(List<Constraint> latestFirst) {
    Map<Integer, Constraint> next = new TreeMap<>();
    for (Constraint constraint : latestFirst) {
      if (constraint.kind() == Kind.REDIRECT) {
        next.putIfAbsent(constraint.a(), constraint);
      }
    }
    List<Contradiction> circles = new ArrayList<>();
    Map<Integer, Integer> walkOf = new HashMap<>();
    int walk = 0;
    for (int begin : next.keySet()) {
      walk++;
      int at = begin;
      while (next.containsKey(at) && walkOf.putIfAbsent(at, walk) == null) {
        at = next.get(at).b();
      }
      if (next.containsKey(at) && walkOf.get(at) == walk) {
        List<Constraint> circle = new ArrayList<>();
        int node = at;
        do {
          circle.add(next.get(node));
          node = next.get(node).b();
        } while (node != at);
        circle.sort(Constraint.LATEST_FIRST);
        circles.add(new Contradiction(circle.get(0), circle.subList(1, circle.size()), false));
      }
    }
    return circles;
  }

  /** Takes two nodes. */
  @FunctionalInterface
  private interface IntPair {
    void see(int one, int other);
  }

  /** The values of one exclusive attribute, as told. */
  private static final class Values {
    private int[] nodes = new int[16];
    private int[] codes = new int[16];
    private int count;

    void add(int node, int code) {
      if (count == nodes.length) {
        nodes = Arrays.copyOf(nodes, count * 2);
        codes = Arrays.copyOf(codes, count * 2);
      }
      nodes[count] = node;
      codes[count++] = code;
    }

    /** Codes that count as equal since one node has both. */
    private Components equal(int allNodes) {
      Components equal = new Components(Arrays.stream(codes, 0, count).max().orElse(0) + 1);
      int[] first = none(allNodes);
      for (int i = 0; i < count; i++) {
        if (first[nodes[i]] < 0) {
          first[nodes[i]] = codes[i];
        } else {
          equal.join(first[nodes[i]], codes[i]);
        }
      }
      return equal;
    }

    private static int[] none(int size) {
      int[] none = new int[size];
      Arrays.fill(none, -1);
      return none;
    }

    /** One pair of nodes for each unit whose nodes differ. */
    void eachConflict(Components units, IntPair pair) {
      Components equal = equal(units.size());
      int[] first = none(units.size());
      Set<Integer> told = new HashSet<>();
      for (int i = 0; i < count; i++) {
        int unit = units.of(nodes[i]);
        int before = first[unit];
        if (before < 0) {
          first[unit] = i;
        } else if (equal.of(codes[before]) != equal.of(codes[i]) && told.add(unit)) {
          pair.see(Math.min(nodes[before], nodes[i]), Math.max(nodes[before], nodes[i]));
        }
      }
    }

    int[] byUnit(Components units) {
      Components equal = equal(units.size());
      int[] values = none(units.size());
      for (int i = 0; i < count; i++) {
        int unit = units.of(nodes[i]);
        if (values[unit] < 0) {
          values[unit] = codes[i];
        } else {
          equal.join(values[unit], codes[i]);
        }
      }
      for (int i = 0; i < values.length; i++) {
        if (values[i] >= 0) {
          values[i] = equal.of(values[i]);
        }
      }
      return values;
    }
  }
}
