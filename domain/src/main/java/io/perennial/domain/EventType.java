// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a customer did, or what was done to them. Closed: whoever reads events answers for each. */
public enum EventType {
  ORDER,
  RETURN,
  PAGE_VIEW,
  PRODUCT_VIEW,
  SEARCH,
  CART,
  SIGN_UP,
  EMAIL_SENT,
  EMAIL_OPEN,
  EMAIL_CLICK,
  EMAIL_UNSUBSCRIBE,
  AD_IMPRESSION,
  AD_CLICK,
  TICKET_OPENED,
  TICKET_CLOSED,
  REVIEW,
  SURVEY,
  SOCIAL_POST,
  DEVICE_READING,
  SUBSCRIPTION_START,
  SUBSCRIPTION_RENEW,
  SUBSCRIPTION_CANCEL,
  STORE_VISIT,
  DECISION,
  EXPOSURE,
  CONVERSION,
  CONSENT_CHANGE;

  /** The word in tables and configuration: lower case with underscores, {@code page_view}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type called {@code word}, whatever its case and with '-' or ' ' for '_'. */
  public static Optional<EventType> of(String word) {
    String name = word.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
