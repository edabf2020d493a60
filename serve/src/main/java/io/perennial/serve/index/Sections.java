// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.index;

import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known of a customer, section by section; none has personal data. */
public final class Sections {

  public static final String CUSTOMERS = "customers";
  public static final String RECORDS = "records";
  public static final String EDGES = "edges";
  public static final String HOUSEHOLD = "household";
  public static final String FEATURES = "features";
  public static final String MEMBERSHIPS = "memberships";
  public static final String VALUES = "values";
  public static final String DECISIONS = "decisions";
  public static final String PRODUCTS = "products";
  public static final String ALERTS = "alerts";
  public static final String ACQUISITIONS = "acquisitions";
  public static final String TOTALS = "totals";
  public static final String EVENTS = "events";
  public static final String TEXTS = "texts";
  public static final String TEXT_TOTALS = "text_totals";

  /** Events, texts and decisions of a customer that are at hand. */
  public static final int NEWEST = 60;

  /** Of a household; more live in a home or share a mistake. */
  private static final int MOST_MEMBERS = 50;

  private static final Set<String> RUN = Set.of("run_id");

  private Sections() {}

  /** The tables that sections are made of. */
  static Set<String> tables(Lake lake) {
    return of(lake).stream()
        .flatMap(section -> section.step().reads().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** All sections of a lake, whose table of features has columns of its own. */
  static List<Section> of(Lake lake) {
    return List.of(
        Section.ofTable(CUSTOMERS, Tables.CUSTOMERS, "", RUN),
        Section.ofFile(RECORDS, Integer.MAX_VALUE),
        Section.ofFile(EDGES, Integer.MAX_VALUE),
        Section.ofFile(HOUSEHOLD, MOST_MEMBERS),
        Section.ofTable(FEATURES, lake.table(Tables.FEATURES).spec(), ", as_of DESC", RUN),
        Section.ofTable(MEMBERSHIPS, Tables.MEMBERSHIPS, ", as_of DESC, scheme", RUN),
        Section.ofTable(VALUES, Tables.VALUES, ", as_of DESC, model", RUN),
        Section.ofTable(
                DECISIONS,
                Tables.DECISIONS,
                ", as_of DESC, decision_id",
                Set.of("run_id", "policy"))
            .keeping(NEWEST),
        Section.ofTable(PRODUCTS, Tables.RECOMMENDATIONS, ", as_of DESC, place", RUN),
        Section.ofTable(ALERTS, Tables.CHURN_ALERTS, ", as_of DESC, place", RUN),
        Section.ofTable(ACQUISITIONS, Tables.ACQUISITIONS, ", as_of DESC", RUN),
        Section.ofFile(TOTALS, Integer.MAX_VALUE),
        Section.ofFile(EVENTS, NEWEST),
        Section.ofFile(TEXTS, NEWEST),
        Section.ofFile(TEXT_TOTALS, 1));
  }
}
