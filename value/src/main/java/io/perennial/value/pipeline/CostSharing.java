// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shares what acquisition cost among the customers who were won: what a campaign cost among those
 * whom it won; what else was spent, or won nobody, among those who first bought in that quarter.
 */
final class CostSharing {

  private static final int NAMED = 3;

  private final Acquisitions won;
  private final AcquisitionConfig config;
  private final List<String> notes = new ArrayList<>();

  CostSharing(Acquisitions won, AcquisitionConfig config) {
    this.won = won;
    this.config = config;
  }

  /** What people should know of the costs, in sentences. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * What each customer cost; not a number where nothing says so.
   *
   * @param spent what events cost, by campaign and quarter
   */
  double[] costs(Map<String, Map<Integer, Double>> spent) {
    double[] costs = said(spent.isEmpty() ? Double.NaN : 0);
    Map<String, Double> byCampaign = new HashMap<>();
    Map<Integer, Double> byQuarter = new TreeMap<>();
    divide(spent, byCampaign, byQuarter);
    Map<Integer, Integer> quarters = new HashMap<>();
    for (int i = 0; i < costs.length; i++) {
      quarters.merge(won.quarter(i), 1, Integer::sum);
    }
    double byAll = 0;
    for (Map.Entry<Integer, Double> each : byQuarter.entrySet()) {
      byAll += quarters.containsKey(each.getKey()) ? 0 : Math.max(0, each.getValue());
    }
    for (int i = 0; i < costs.length; i++) {
      double own = Math.max(0, byQuarter.getOrDefault(won.quarter(i), 0.0));
      costs[i] +=
          byCampaign.getOrDefault(won.campaign(i), 0.0)
              + own / quarters.get(won.quarter(i))
              + byAll / costs.length;
    }
    long unknown = Arrays.stream(costs).filter(Double::isNaN).count();
    if (unknown > 0 && config.saysCosts()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "What %,d customers cost is not said: value.acquisition.each would say it.",
              unknown));
    }
    return costs;
  }

  /** What each customer of a campaign bears of its cost, and what is left for quarters. */
  private void divide(
      Map<String, Map<Integer, Double>> spent,
      Map<String, Double> byCampaign,
      Map<Integer, Double> byQuarter) {
    Map<String, Integer> winners = new HashMap<>();
    for (int i = 0; i < won.size(); i++) {
      winners.merge(won.campaign(i), 1, Integer::sum);
    }
    List<String> nobody = new ArrayList<>();
    spent.forEach(
        (campaign, months) -> {
          boolean none = campaign.equals(Acquisitions.NONE);
          double sum = months.values().stream().mapToDouble(Double::doubleValue).sum();
          if (sum < 0 && !none) {
            notes.add(
                String.format(
                    Locale.ROOT,
                    "Campaign %s gave %,.2f more back than it cost: it counts as free.",
                    campaign,
                    -sum));
          } else if (none || !winners.containsKey(campaign)) {
            months.forEach((quarter, money) -> byQuarter.merge(quarter, money, Double::sum));
            if (!none) {
              nobody.add(campaign);
            }
          } else {
            byCampaign.put(campaign, sum / winners.get(campaign));
          }
        });
    if (!nobody.isEmpty()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Campaigns that cost money and have won nobody yet: %s%s. Who first bought in the same"
                  + " quarter bears that.",
              String.join(", ", nobody.subList(0, Math.min(NAMED, nobody.size()))),
              nobody.size() > NAMED ? " and " + (nobody.size() - NAMED) + " others" : ""));
    }
  }

  // ---- what the configuration says

  /**
   * An entry of the configuration.
   *
   * @param cost what it says
   * @param path where it stands
   */
  private record Entry(AcquisitionCost cost, String path) {}

  /** What is said of each; what is said of all together is shared alike. */
  private double[] said(double otherwise) {
    Map<Entry, Integer> customers = new HashMap<>();
    for (int i = 0; i < won.size(); i++) {
      entry(i).ifPresent(entry -> customers.merge(entry, 1, Integer::sum));
    }
    double[] costs = new double[won.size()];
    for (int i = 0; i < costs.length; i++) {
      costs[i] =
          entry(i)
              .map(
                  entry ->
                      entry.cost().total()
                          ? entry.cost().amount() / customers.get(entry)
                          : entry.cost().amount())
              .orElse(otherwise);
    }
    for (Map.Entry<String, Map<String, AcquisitionCost>> list : lists().entrySet()) {
      list.getValue().keySet().stream()
          .sorted()
          .map(name -> entry(list.getKey(), list.getValue(), name))
          .flatMap(Optional::stream)
          .filter(entry -> !customers.containsKey(entry))
          .forEach(
              entry -> notes.add("Nobody was won by what " + entry.path() + " gives a cost for."));
    }
    return costs;
  }

  private Map<String, Map<String, AcquisitionCost>> lists() {
    return new TreeMap<>(
        Map.of(
            "campaigns", config.campaigns(),
            "channels", config.channels(),
            "sources", config.sources()));
  }

  /** The entry that speaks of a customer. */
  private Optional<Entry> entry(int i) {
    return entry("campaigns", config.campaigns(), won.campaign(i))
        .or(() -> entry("channels", config.channels(), won.channel(i)))
        .or(() -> entry("sources", config.sources(), won.source(i)))
        .or(() -> config.each().map(cost -> new Entry(cost, "value.acquisition.each")));
  }

  private static Optional<Entry> entry(
      String list, Map<String, AcquisitionCost> costs, String name) {
    return Optional.ofNullable(costs.get(name))
        .map(cost -> new Entry(cost, "value.acquisition." + list + "." + name));
  }
}
