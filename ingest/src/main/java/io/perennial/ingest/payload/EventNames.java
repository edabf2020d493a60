// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

import io.perennial.domain.EventType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the names of track calls mean: those of the specification for e-commerce (version 2, and the
 * names of version 1), e-mail, live chat, experiments and software, and common others. A name that
 * is not among them is a {@code page_view}: something was done on a page or in an app, and the name
 * is kept. No call is dropped.
 */
final class EventNames {

  private static final Map<String, EventType> TYPES = types();

  private EventNames() {}

  /** The type of what a track call names; case, blanks and signs do not count. */
  static EventType type(String name) {
    return TYPES.getOrDefault(bare(name), EventType.PAGE_VIEW);
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static Map<String, EventType> types() {
    Map<String, EventType> types = new HashMap<>();
    put(types, EventType.ORDER, "Order Completed", "Completed Order", "Order Placed");
    put(types, EventType.RETURN, "Order Refunded", "Refunded Order", "Order Cancelled");
    put(types, EventType.RETURN, "Order Canceled", "Cancelled Order");
    put(types, EventType.PRODUCT_VIEW, "Product Viewed", "Viewed Product", "Product Clicked");
    put(types, EventType.PRODUCT_VIEW, "Clicked Product");
    put(types, EventType.SEARCH, "Products Searched", "Searched Products", "Search");
    put(types, EventType.CART, "Product Added", "Added Product", "Product Removed");
    put(types, EventType.CART, "Removed Product", "Cart Viewed", "Wishlist Product Added to Cart");
    put(types, EventType.CART, "Checkout Started", "Started Order", "Checkout Step Viewed");
    put(types, EventType.CART, "Checkout Step Completed", "Payment Info Entered");
    put(types, EventType.AD_IMPRESSION, "Promotion Viewed", "Viewed Promotion");
    put(types, EventType.AD_CLICK, "Promotion Clicked", "Clicked Promotion");
    put(types, EventType.REVIEW, "Product Reviewed", "Reviewed Product");
    put(types, EventType.SIGN_UP, "Signed Up", "Account Created", "User Signed Up");
    put(types, EventType.EMAIL_SENT, "Email Delivered", "Email Sent", "Email Bounced");
    put(types, EventType.EMAIL_OPEN, "Email Opened");
    put(types, EventType.EMAIL_CLICK, "Email Link Clicked", "Email Clicked");
    put(types, EventType.EMAIL_UNSUBSCRIBE, "Unsubscribed", "Email Unsubscribed");
    put(types, EventType.EMAIL_UNSUBSCRIBE, "Email Marked as Spam");
    put(types, EventType.TICKET_OPENED, "Live Chat Conversation Started");
    put(types, EventType.TICKET_CLOSED, "Live Chat Conversation Ended");
    put(types, EventType.EXPOSURE, "Experiment Viewed");
    put(types, EventType.SUBSCRIPTION_START, "Trial Started", "Subscription Started");
    put(types, EventType.SUBSCRIPTION_RENEW, "Subscription Renewed");
    put(types, EventType.SUBSCRIPTION_CANCEL, "Subscription Cancelled", "Subscription Canceled");
    return types;
  }

  private static void put(Map<String, EventType> types, EventType type, String... names) {
    for (String name : names) {
      types.put(bare(name), type);
    }
  }
}
