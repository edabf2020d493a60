// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.Locale;

/** A field of an event that a source can fill from its columns. */
public enum EventField {
  EVENT_ID(Kind.TEXT, "what the source calls the event, unique; left out, the content decides"),
  CUSTOMER(Kind.TEXT, "what the source calls the customer, the account or the device"),
  TIME(Kind.TIME, "when it happened"),
  TYPE(Kind.TEXT, "what happened, where rows differ in it; see type-values"),
  CHANNEL(Kind.TEXT, "where it happened"),
  SESSION_ID(Kind.TEXT, "the visit in which it happened"),
  ORDER_ID(Kind.TEXT, "the order, invoice or receipt"),
  PRODUCT_ID(Kind.TEXT, "the product"),
  CATEGORY(Kind.TEXT, "the product's category"),
  BRAND(Kind.TEXT, "the product's brand"),
  QUANTITY(Kind.NUMBER, "units; negative for what was returned"),
  UNIT_PRICE(Kind.MONEY, "price of one unit; amount is unit price times quantity"),
  AMOUNT(Kind.MONEY, "money of the row; negative for what was returned"),
  CURRENCY(Kind.TEXT, "ISO 4217 code of the row's money"),
  DISCOUNT(Kind.MONEY, "money taken off"),
  COST(Kind.MONEY, "what it cost us"),
  CAMPAIGN_ID(Kind.TEXT, "the campaign it belongs to"),
  TEXT(Kind.TEXT, "what the customer wrote"),
  SCORE(Kind.NUMBER, "NPS, CSAT or stars");

  /** How the text of a field is read. */
  public enum Kind {
    TEXT,
    TIME,
    /** A double. */
    NUMBER,
    /** A decimal with four digits after the point. */
    MONEY
  }

  private final Kind kind;
  private final String doc;

  EventField(Kind kind, String doc) {
    this.kind = kind;
    this.doc = doc;
  }

  public Kind kind() {
    return kind;
  }

  /** One line for people. */
  public String doc() {
    return doc;
  }

  /** The word in tables: {@code order_id}. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word in the configuration: {@code order-id}. */
  public String key() {
    return column().replace('_', '-');
  }
}
