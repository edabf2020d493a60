// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.dictionary;

import io.perennial.domain.EventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A dictionary as a page for people: {@code docs/features.md} is made of it. */
public final class DictionaryPage {

  private static final String HEAD =
      """
      # Features

      What is known of each customer as of an instant, which is exclusive: one row of the table `features` for each
      customer, one column for each feature. This page is made of the dictionary itself.
      `perennial features --list` lists it, with your own; `perennial features --explain NAME` shows one.

      - A **window** of 30 days is the 30 whole days before the day of the instant, by the calendar of the workspace's zone,
        and what is known of that day. No window: all that is known.
      - **Days since** something are whole days to the last day that has begun before the instant: 0 is that day.
      - Money and pieces are summed exactly, to four decimals. A number that is not finite is missing.
      - Orders are as they were placed: those that are returned or reversed later count. What purchase models read, the
        family `purchases`, is net of returns.
      - **Kept** says what must be kept of a customer to tell the feature at a later instant: where it is *bounded*, the
        feature can be kept live.

      ## Features of your own

      They are declared under `features.own` in `perennial.yaml`, in the grammar in which most of ours are
      (`dictionary.yaml`), run in the same pass, and are columns of the same table. `docs/features.schema.json` is their
      JSON Schema, for editors.

      ```yaml
      features:
        own:
          gift_orders:
            meaning: lines of orders wrapped as a gift
            events: order
            where: properties.gift = 'true'
            windows: [30d, 365d]          # a feature each: gift_orders_30d, gift_orders_365d
          gift_share:
            meaning: share of the money spent on gifts
            events: order
            where: properties.gift = 'true'
            of: amount
            aggregate: share
          tickets_per_order:
            meaning: tickets for each day with an order
            numerator: tickets
            denominator: purchase_days
            windows: 365d                 # tickets_365d / purchase_days_365d
      ```

      """;

  private static final String MORE =
      """

      ## Features of your own in SQL

      What the grammar cannot say is a file each, with a header; `features.files: [features/*.sql]` names them. They are
      columns of the same tables, computed in batch only.

      ```sql
      -- name: dearest_line
      -- meaning: the dearest line ever ordered
      -- unit: money
      -- type: double
      -- when-null: without an order
      SELECT customer_id, max(amount) AS value
      FROM events_known
      WHERE type = 'order'
      GROUP BY customer_id
      ```

      `type` is one of `double`, `long`, `string`, `timestamp`; `family` may be said, too. The query gives `customer_id` and
      `value`, one row for a customer; who has none has null. It reads `events_known`, the events before the instant
      `:as_of`, each of its customer, and `customer_records`, which says what records and which household a customer is.

      ## Training sets

      `perennial features --rolling 12 --every 30d --horizon 90d` writes the table `training_sets`: all features at 12
      instants, 30 days apart, and what the customer did in the 90 days from each: `label_spend` and `label_purchases`, net
      of what was returned in that time, and `label_active`, 1 with a purchase. One pass over the events, whatever the
      number of instants. The last horizon ends at the as-of instant; those that are not over by the last event are left
      out, and said.

      With `analysis.known: received` features are of what had occurred and reached us before their instant; labels are of
      what occurred, whenever it was told. An event of which it is not known when it came counts when it occurred.
      Who is one customer and one household is what is known now, at every instant.
      """;

  private DictionaryPage() {}

  /** The page, in Markdown. */
  public static String of(FeatureDictionary dictionary) {
    StringBuilder page = new StringBuilder(HEAD);
    grammar(page);
    page.append(MORE);
    page.append(
        String.format(
            Locale.ROOT,
            "\n## The dictionary: %d features of %d families\n",
            dictionary.all().size(),
            dictionary.families().size()));
    for (Map.Entry<String, List<FeatureDefinition>> family : dictionary.families().entrySet()) {
      page.append("\n### ").append(family.getKey()).append("\n\n");
      page.append("| feature | meaning | unit | null | kept | formula |\n");
      page.append("|---|---|---|---|---|---|\n");
      family.getValue().forEach(feature -> row(page, feature));
    }
    return page.toString();
  }

  private static void grammar(StringBuilder page) {
    page.append("| key | what it says |\n|---|---|\n");
    Declarations.keys().forEach((key, doc) -> cells(page, "`" + key + "`", doc));
    page.append("\n| aggregate | comes to |\n|---|---|\n");
    for (Aggregate aggregate : Aggregate.values()) {
      cells(page, "`" + aggregate.word() + "`", aggregate.words() + " …");
    }
    page.append("\nConditions and measures are expressions, as in ");
    page.append("[mappings](mapping.md), over ");
    page.append(columns(EventColumns.NUMBERS)).append(" (numbers), ");
    page.append(columns(EventColumns.TEXTS)).append(" (texts) and `properties.<name>`; keys, for ");
    page.append("`distinct`, `entropy` and `top-share`, are a text, or ");
    page.append(columns(EventColumns.KEYS.keySet().stream().sorted().toList())).append(".\n");
    page.append("Types of events: ");
    page.append(columns(List.of(EventType.values()).stream().map(EventType::word).toList()));
    page.append(".\n");
  }

  private static String columns(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static void row(StringBuilder page, FeatureDefinition feature) {
    cells(
        page,
        "`" + feature.name() + "`",
        feature.meaning(),
        feature.unit().words(),
        feature.whenNull(),
        feature.kept().word(),
        feature.formula().words());
  }

  private static void cells(StringBuilder page, String... cells) {
    for (String cell : cells) {
      page.append("| ").append(cell.replace("|", "\\|")).append(' ');
    }
    page.append("|\n");
  }

  /** One feature, for a terminal. */
  public static String of(FeatureDefinition feature) {
    StringBuilder text = new StringBuilder();
    said(feature).forEach((word, says) -> text.append(String.format("%-8s %s%n", word, says)));
    return text.toString();
  }

  /** All that is to be said of a feature, by words, in order. */
  public static Map<String, String> said(FeatureDefinition feature) {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("name", feature.name());
    said.put("meaning", feature.meaning());
    said.put("unit", feature.unit().words());
    said.put("type", feature.type().name().toLowerCase(Locale.ROOT));
    said.put("grain", "customer, as of an instant");
    said.put("family", feature.family());
    said.put("window", feature.window().map(w -> w.days() + " days").orElse("all that is known"));
    said.put("null", feature.whenNull());
    said.put(
        "events",
        feature.events().isEmpty()
            ? "all"
            : feature.events().stream()
                .map(EventType::word)
                .sorted()
                .collect(Collectors.joining(", ")));
    said.put("kept", feature.kept().words());
    said.put("formula", feature.formula().words());
    return said;
  }
}
