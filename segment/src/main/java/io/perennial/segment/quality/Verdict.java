// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Which of measured candidates is chosen, and for each the reason in words. */
final class Verdict {

  private final ChoiceSettings settings;

  Verdict(ChoiceSettings settings) {
    this.settings = settings;
  }

  Choice of(List<Candidate> candidates) {
    List<Candidate> stable = candidates.stream().filter(c -> fault(c).isEmpty()).toList();
    List<Candidate> steady = stable.stream().filter(c -> !wavers(c)).toList();
    List<Candidate> eligible = steady.isEmpty() ? stable : steady;
    Optional<Candidate> best = eligible.stream().max(Comparator.comparingDouble(this::score));
    Optional<Candidate> chosen =
        best.isPresent() ? best.map(b -> simplest(eligible, b)) : mostStable(candidates);
    List<QualityRow> rows = new ArrayList<>();
    for (Candidate candidate : candidates) {
      boolean taken = chosen.isPresent() && chosen.get() == candidate;
      String reason =
          taken
              ? praise(candidate, best)
              : fault(candidate)
                  .orElseGet(() -> chosen.map(c -> beaten(candidate, c)).orElse("no choice"));
      boolean refused = !taken && fault(candidate).isPresent();
      rows.add(
          candidate.row(
              refused ? OptionalDouble.empty() : OptionalDouble.of(score(candidate)),
              taken,
              reason));
    }
    return new Choice(rows);
  }

  /**
   * The fewest segments that the best does not surpass by more than a standard error; of as many
   * the most stable.
   */
  private Candidate simplest(List<Candidate> eligible, Candidate best) {
    return eligible.stream()
        .filter(c -> c == best || score(best) - score(c) <= best.errorOver(c))
        .min(
            Comparator.comparingInt((Candidate c) -> c.clusters)
                .thenComparingDouble(c -> -c.stability.adjustedRand())
                .thenComparingDouble(c -> -score(c)))
        .orElse(best);
  }

  /** Of those with two clusters or more, if possible without one that is too small. */
  private Optional<Candidate> mostStable(List<Candidate> candidates) {
    return candidates.stream()
        .filter(c -> c.clusters >= 2)
        .max(
            Comparator.comparing((Candidate c) -> c.balance.smallest() >= settings.leastShare())
                .thenComparingDouble(c -> c.stability.adjustedRand())
                .thenComparingDouble(this::score));
  }

  /** Why a candidate cannot be chosen, whatever it is worth. */
  Optional<String> fault(Candidate candidate) {
    if (candidate.clusters < 2) {
      return Optional.of("found no two clusters");
    }
    if (candidate.stability.adjustedRand() < settings.leastAgreement()) {
      return Optional.of(
          words(
              "not stable: resamples agree by %.2f (must be %.2f)",
              candidate.stability.adjustedRand(), settings.leastAgreement()));
    }
    if (candidate.stability.smallestJaccard() < settings.leastJaccard()) {
      return Optional.of(
          words(
              "a cluster dissolves in resamples: Jaccard %.2f (must be %.2f)",
              candidate.stability.smallestJaccard(), settings.leastJaccard()));
    }
    if (candidate.balance.smallest() < settings.leastShare()) {
      return Optional.of(
          words(
              "a cluster has only %.2f %% of customers (must be %.2f %%)",
              100 * candidate.balance.smallest(), 100 * settings.leastShare()));
    }
    return Optional.empty();
  }

  private String praise(Candidate taken, Optional<Candidate> best) {
    if (best.isEmpty()) {
      return words("the most stable, for none is good enough: %s", fault(taken).orElse("stable"));
    }
    String worth =
        taken.usefulness.isPresent()
            ? words("tells %.1f %% of what is spent next", 100 * taken.worth())
            : words("silhouette %.2f", taken.worth());
    return best.get() == taken
        ? worth + ", the most of all stable ones after the price of its segments"
        : words(
            "%s; %s with %d clusters is better by no more than chance (%.4f after prices, error %.4f)",
            worth,
            best.get().algorithm,
            best.get().clusters,
            score(best.get()) - score(taken),
            best.get().errorOver(taken));
  }

  /** Whether it is known to be less stable over all points than is wanted. */
  private boolean wavers(Candidate candidate) {
    return candidate.further.stream()
        .anyMatch(overAll -> overAll.adjustedRand() < settings.wantedAgreement());
  }

  private String beaten(Candidate candidate, Candidate chosen) {
    if (wavers(candidate) && !wavers(chosen)) {
      return words(
          "stable, but less than the one chosen: resamples agree by %.2f (wanted %.2f)",
          candidate.further.orElseThrow().adjustedRand(), settings.wantedAgreement());
    }
    double less = score(chosen) - score(candidate);
    if (less <= 0) {
      return candidate.clusters > chosen.clusters
          ? words(
              "better by %.4f, no more than chance, for %d segments instead of %d",
              -less, candidate.clusters, chosen.clusters)
          : words("better by %.4f, no more than chance, and not as stable", -less);
    }
    return words("worth less by %.4f after the price of its segments", less);
  }

  private double score(Candidate candidate) {
    return candidate.score(settings.pricePerSegment());
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
