// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

/** A column of the rows that messages become. Claims stand beside them as {@code traits.email}. */
public enum PayloadField {
  /** The message's id; of an order's second product and so on, with {@code /2} behind it. */
  MESSAGE_ID("message_id"),
  /** The user's id, else the anonymous id. */
  CUSTOMER("customer"),
  /** When it happened, by the server's clock where that is known: ISO, UTC. */
  TIME("time"),
  /** A word of {@link io.perennial.domain.EventType}, or {@code profile} where nothing happened. */
  TYPE("type"),
  /** What was called: track, page, screen, identify, group, alias. */
  CALL("call"),
  /** What a track call named: {@code Order Completed}. */
  EVENT("event"),
  /** The page's or screen's name. */
  NAME("name"),
  CHANNEL("channel"),
  SESSION_ID("session_id"),
  ORDER_ID("order_id"),
  PRODUCT_ID("product_id"),
  CATEGORY("category"),
  BRAND("brand"),
  QUANTITY("quantity"),
  /**
   * What was paid for the row's goods: without tax and postage, the order's discount shared out.
   */
  AMOUNT("amount"),
  /** What was taken off the row's goods. */
  DISCOUNT("discount"),
  CURRENCY("currency"),
  CAMPAIGN_ID("campaign_id"),
  /** A search's words, a review's text. */
  TEXT("text"),
  /** A review's stars. */
  SCORE("score"),
  URL("url"),
  REFERRER("referrer"),
  USER_AGENT("user_agent"),
  LOCALE("locale"),
  GROUP_ID("group_id"),
  /** All that the message says of the event, as JSON. */
  PROPERTIES("properties");

  private final String column;

  PayloadField(String column) {
    this.column = column;
  }

  /** The column's name. */
  public String column() {
    return column;
  }
}
