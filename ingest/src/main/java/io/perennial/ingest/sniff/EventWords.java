// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import io.perennial.domain.EventType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the words in a type column mean. */
public final class EventWords {

  private static final Map<String, EventType> MEANINGS = meanings();

  private EventWords() {}

  /** The type that a word means; empty when it is not known. */
  public static Optional<EventType> meaning(String word) {
    Optional<EventType> type = EventType.of(word);
    return type.isPresent()
        ? type
        : Optional.ofNullable(
            MEANINGS.get(word.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", "_")));
  }

  /** The words among {@code words} that are not types themselves but mean one. */
  public static Map<String, String> values(Collection<String> words) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String word : words.stream().sorted().toList()) {
      if (EventType.of(word).isEmpty()) {
        meaning(word).ifPresent(type -> values.put(word, type.word()));
      }
    }
    return values;
  }

  private static Map<String, EventType> meanings() {
    Map<String, EventType> meanings = new LinkedHashMap<>();
    put(
        meanings,
        EventType.ORDER,
        "purchase purchased buy bought transaction sale sold order_placed order_completed checkout_completed completed_order invoice kauf bestellung achat commande vente compra pedido venta payment");
    put(
        meanings,
        EventType.RETURN,
        "refund refunded returned return_item storno retoure gutschrift retour remboursement devolucion reembolso chargeback credit_note cancellation cancelled_order");
    put(meanings, EventType.PAGE_VIEW, "page pageview page_viewed visit pv seitenaufruf");
    put(
        meanings,
        EventType.PRODUCT_VIEW,
        "view viewed item_view view_item product_viewed detail detail_view fav favorite favourite wishlist");
    put(
        meanings,
        EventType.CART,
        "addtocart add_to_cart added_to_cart cart_add basket add_to_basket product_added warenkorb remove_from_cart");
    put(meanings, EventType.SEARCH, "searched query suche");
    put(
        meanings,
        EventType.SIGN_UP,
        "signup signed_up register registered registration account_created anmeldung");
    put(meanings, EventType.EMAIL_SENT, "sent send email_delivered delivered");
    put(meanings, EventType.EMAIL_OPEN, "open opened email_opened");
    put(meanings, EventType.EMAIL_CLICK, "email_clicked link_clicked");
    put(meanings, EventType.EMAIL_UNSUBSCRIBE, "unsubscribe unsubscribed optout opt_out");
    put(meanings, EventType.AD_IMPRESSION, "impression impressions");
    put(meanings, EventType.AD_CLICK, "click clk clicked ad_clicked");
    put(meanings, EventType.REVIEW, "reviewed rating rated");
    put(
        meanings,
        EventType.SUBSCRIPTION_START,
        "subscribe subscribed subscription_started trial_started activation new_subscription");
    put(meanings, EventType.SUBSCRIPTION_RENEW, "renew renewal renewed subscription_renewed");
    put(
        meanings,
        EventType.SUBSCRIPTION_CANCEL,
        "cancel cancelled canceled churn churned subscription_cancelled kuendigung resiliation");
    return meanings;
  }

  private static void put(Map<String, EventType> meanings, EventType type, String words) {
    for (String word : words.split(" ", -1)) {
      meanings.put(word, type);
    }
  }
}
