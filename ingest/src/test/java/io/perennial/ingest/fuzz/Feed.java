// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.FileReading.Format;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.Shaping;
import io.perennial.ingest.SourceConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A source into which files of several kinds go. */
enum Feed {
  /** How files lie is found out. */
  FOUND(""),
  /** Files whose package is opened only as they are read: one that is damaged costs the others. */
  PACKED(""),
  /** How they lie is configured. */
  SAID(""),
  /** Rows lie within a document, and lists within rows. */
  NESTED("lines."),
  /** Lines are cut by widths; those of which a customer bought nine are left out. */
  FIXED(""),
  /** Messages of the Segment specification. */
  MESSAGES("");

  private final String within;

  Feed(String within) {
    this.within = within;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  SourceConfig source(String files) {
    return SourceConfig.of(word(), List.of(files), this == MESSAGES ? messages() : orders())
        .withReading(reading())
        .withRules(RowRules.defaults().withAllowQuarantined(1));
  }

  FileReading reading() {
    return switch (this) {
      case FOUND, PACKED -> FileReading.auto();
      case SAID ->
          new FileReading(
              Format.CSV,
              Optional.of(','),
              Optional.of('"'),
              Optional.empty(),
              Optional.of(true),
              Optional.of(0));
      case NESTED ->
          FileReading.auto()
              .withFormat(Format.JSON)
              .withRecords("data.orders")
              .withExplode("lines");
      case FIXED -> FileReading.auto().withFormat(Format.FIXED).withWidths(widths());
      case MESSAGES -> FileReading.auto().withFormat(Format.SEGMENT);
    };
  }

  private static Map<String, String> widths() {
    Map<String, String> widths = new LinkedHashMap<>();
    for (int i = 0; i < Orders.COLUMNS.size(); i++) {
      widths.put(Orders.COLUMNS.get(i), Orders.WIDTHS.get(i).toString());
    }
    return widths;
  }

  private Mapping orders() {
    Shaping shaping = Shaping.none();
    return mapping(
        Map.of(
            EventField.CUSTOMER, ColumnChoice.of("customer"),
            EventField.TIME, ColumnChoice.of("time"),
            EventField.ORDER_ID, ColumnChoice.of("order"),
            EventField.AMOUNT, ColumnChoice.of("amount"),
            EventField.QUANTITY, ColumnChoice.of("quantity")),
        "mail",
        within + "note",
        this == FIXED ? shaping.withOnly("= quantity <> '9'") : shaping);
  }

  private static Mapping messages() {
    return mapping(
        Map.of(
            EventField.EVENT_ID, ColumnChoice.of("message_id"),
            EventField.CUSTOMER, ColumnChoice.of("customer"),
            EventField.TIME, ColumnChoice.of("time"),
            EventField.ORDER_ID, ColumnChoice.of("order_id"),
            EventField.AMOUNT, ColumnChoice.of("amount"),
            EventField.QUANTITY, ColumnChoice.of("quantity")),
        "traits.email",
        "properties",
        Shaping.none());
  }

  private static Mapping mapping(
      Map<EventField, ColumnChoice> columns, String mail, String property, Shaping shaping) {
    return new Mapping(
            columns,
            Map.of(),
            "order",
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of("email", ColumnChoice.of(mail)),
            List.of(property))
        .withShaping(shaping);
  }
}
