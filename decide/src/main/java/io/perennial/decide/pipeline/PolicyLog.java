// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.decide.offpolicy.LoggedDecisions;
import io.perennial.decide.offpolicy.OffPolicyConfig;
import io.perennial.decide.offpolicy.OffPolicyValue;
import io.perennial.decide.offpolicy.Proposal;
import io.perennial.decide.offpolicy.RewardModel;
import io.perennial.domain.FeatureMatrix;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was decided by chance and what came of it, as other policies are valued by: of each customer
 * the first decision whose window is over, so that customers are independent and nobody was
 * addressed before. What was decided too late to be done is left out, and so is who was to be left
 * alone, for nothing else was possible. A reward is margin of the window less what the contact
 * cost.
 */
public final class PolicyLog {

  /** What was done. */
  public static final String AS_DECIDED = "as decided";

  /** What is believed to bring most beyond its cost, for everybody, without any limit. */
  public static final String BEST_BELIEVED = "best believed";

  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final String DECIDED = "policy_decided";
  private static final String OUTCOMES = "policy_outcomes";

  /**
   * What a policy would have brought.
   *
   * @param policy its name
   * @param value of a decision
   */
  public record Valued(String policy, OffPolicyValue value) {}

  private final DecideConfig config;
  private final Map<String, Action> known;
  private final List<String> actions = new ArrayList<>(List.of(Action.NOTHING));
  private final Map<String, Integer> numbers = new LinkedHashMap<>(Map.of(Action.NOTHING, 0));
  private final List<Long> customers = new ArrayList<>();
  private final List<List<Offered>> offered = new ArrayList<>();
  private final List<Integer> chosen = new ArrayList<>();
  private final List<Double> propensity = new ArrayList<>();
  private final List<Double> reward = new ArrayList<>();

  private PolicyLog(DecideConfig config) {
    this.config = config;
    known = config.actions().stream().collect(Collectors.toMap(Action::name, Function.identity()));
  }

  /** Reads it. */
  public static PolicyLog read(Lake lake, Engine engine, DecideConfig config) {
    PolicyLog log = new PolicyLog(config);
    engine.view(DECIDED, lake.table(Tables.DECISIONS).scan());
    engine.view(OUTCOMES, lake.table(Tables.OUTCOMES).scan());
    Set<Long> seen = new HashSet<>();
    try (Batches rows =
        engine.query(
            "SELECT d.customer_id, d.action, d.propensity, d.cost, d.candidates, o.spend,"
                + " coalesce(d.discount, 0) AS discount, d.contact_cost FROM "
                + OUTCOMES
                + " o JOIN "
                + DECIDED
                + " d ON d.decision_id = o.decision_id WHERE o.complete = 1 AND d.kind <> '"
                + Decided.Kind.SUPPRESSED.word()
                + "' AND f_micros(d.decided_at) < f_micros(d.as_of) + "
                + config.daysInTime() * MICROS_PER_DAY
                + " ORDER BY d.as_of, d.customer_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          if (seen.add(batch.longs(0)[i])) {
            log.add(batch, i);
          }
        }
      }
    } finally {
      engine.drop(OUTCOMES);
      engine.drop(DECIDED);
    }
    return log;
  }

  private void add(Batch batch, int row) {
    String action = batch.texts(1)[row];
    List<Offered> all = Offered.read(batch.isNull(4, row) ? "" : batch.texts(4)[row]);
    all.forEach(one -> number(one.action()));
    customers.add(batch.longs(0)[row]);
    offered.add(all);
    chosen.add(number(action));
    propensity.add(batch.doubles(2)[row]);
    // what was given away is not in the spend, which is what was paid
    double discount = batch.doubles(6)[row];
    double bought = batch.doubles(5)[row] / (1 - discount);
    double cost;
    if (!batch.isNull(7, row)) {
      cost = batch.doubles(7)[row];
    } else { // in old logs the cost holds the discount, too
      cost = known.containsKey(action) ? known.get(action).cost() : batch.doubles(3)[row];
    }
    reward.add((config.margin() - discount) * bought - (action.equals(Action.NOTHING) ? 0 : cost));
  }

  private int number(String action) {
    return numbers.computeIfAbsent(
        action,
        name -> {
          actions.add(name);
          return actions.size() - 1;
        });
  }

  /** How many decisions there are. */
  public int size() {
    return chosen.size();
  }

  /**
   * The names of the policies that can be valued: what was done, the best, nothing, each action.
   */
  public List<String> policies() {
    List<String> names = new ArrayList<>(List.of(AS_DECIDED, BEST_BELIEVED, Action.NOTHING));
    actions.stream().skip(1).sorted().forEach(names::add);
    return names;
  }

  /**
   * Values policies; empty where the log is.
   *
   * @param names of {@link #policies()}
   */
  public List<Valued> value(List<String> names, OffPolicyConfig how) {
    if (size() == 0) {
      return List.of();
    }
    LoggedDecisions log = log();
    Optional<RewardModel> model =
        size() >= how.leastEffective()
            ? Optional.of(RewardModel.crossFitted(log, how.regressor(), how.folds(), how.seed()))
            : Optional.empty();
    List<Valued> all = new ArrayList<>();
    for (String name : names) {
      Proposal proposal = Proposal.of(name, probabilities(name));
      all.add(
          new Valued(
              name,
              model
                  .map(m -> OffPolicyValue.of(log, proposal, m, how))
                  .orElseGet(() -> OffPolicyValue.of(log, proposal, how))));
    }
    return all;
  }

  /** What is believed of each action is what was known of a decision. */
  private LoggedDecisions log() {
    int n = size();
    double[][] columns = new double[actions.size()][n];
    boolean[][] possible = new boolean[n][actions.size()];
    for (int i = 0; i < n; i++) {
      possible[i][0] = nothing(i) > 0;
      columns[0][i] = offered.get(i).size();
      for (Offered one : offered.get(i)) {
        int a = number(one.action());
        possible[i][a] = one.propensity() > 0;
        columns[a][i] = one.gain();
      }
      possible[i][chosen.get(i)] = true;
    }
    return LoggedDecisions.of(
        new FeatureMatrix(
            customers.stream().mapToLong(Long::longValue).toArray(), actions, columns),
        actions,
        possible,
        chosen.stream().mapToInt(Integer::intValue).toArray(),
        propensity.stream().mapToDouble(Double::doubleValue).toArray(),
        reward.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The probability of nothing: what is left. */
  private double nothing(int i) {
    if (chosen.get(i) == 0) {
      return propensity.get(i);
    }
    double others = offered.get(i).stream().mapToDouble(Offered::propensity).sum();
    return others > 1 - 1e-5 ? 0 : 1 - others;
  }

  private double[][] probabilities(String policy) {
    double[][] probabilities = new double[size()][actions.size()];
    for (int i = 0; i < size(); i++) {
      double[] row = probabilities[i];
      if (policy.equals(AS_DECIDED)) {
        asDecided(i, row);
      } else {
        row[policy.equals(BEST_BELIEVED) ? best(i) : given(i, policy)] = 1;
      }
    }
    return probabilities;
  }

  /** Candidates' probabilities have six digits in the log: all together are made 1. */
  private void asDecided(int i, double[] row) {
    row[0] = nothing(i);
    for (Offered one : offered.get(i)) {
      row[number(one.action())] = one.propensity();
    }
    row[chosen.get(i)] = propensity.get(i);
    double rest = Arrays.stream(row).sum() - propensity.get(i);
    double left = 1 - propensity.get(i);
    for (int a = 0; a < row.length; a++) {
      if (a != chosen.get(i)) {
        row[a] = rest > 0 ? row[a] * left / rest : 0;
      }
    }
    if (rest <= 0) {
      row[chosen.get(i)] = 1;
    }
  }

  private int best(int i) {
    int best = 0;
    double most = 0;
    for (Offered one : offered.get(i)) {
      if (one.gain() - one.cost() > most) {
        most = one.gain() - one.cost();
        best = number(one.action());
      }
    }
    return best;
  }

  /** The action where it was possible, else nothing. */
  private int given(int i, String policy) {
    return offered.get(i).stream().anyMatch(one -> one.action().equals(policy))
        ? number(policy)
        : 0;
  }
}
