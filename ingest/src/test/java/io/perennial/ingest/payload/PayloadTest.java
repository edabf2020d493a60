// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

import static io.perennial.ingest.payload.PayloadField.AMOUNT;
import static io.perennial.ingest.payload.PayloadField.BRAND;
import static io.perennial.ingest.payload.PayloadField.CALL;
import static io.perennial.ingest.payload.PayloadField.CAMPAIGN_ID;
import static io.perennial.ingest.payload.PayloadField.CATEGORY;
import static io.perennial.ingest.payload.PayloadField.CHANNEL;
import static io.perennial.ingest.payload.PayloadField.CURRENCY;
import static io.perennial.ingest.payload.PayloadField.CUSTOMER;
import static io.perennial.ingest.payload.PayloadField.DISCOUNT;
import static io.perennial.ingest.payload.PayloadField.EVENT;
import static io.perennial.ingest.payload.PayloadField.MESSAGE_ID;
import static io.perennial.ingest.payload.PayloadField.NAME;
import static io.perennial.ingest.payload.PayloadField.ORDER_ID;
import static io.perennial.ingest.payload.PayloadField.PRODUCT_ID;
import static io.perennial.ingest.payload.PayloadField.PROPERTIES;
import static io.perennial.ingest.payload.PayloadField.QUANTITY;
import static io.perennial.ingest.payload.PayloadField.SCORE;
import static io.perennial.ingest.payload.PayloadField.SESSION_ID;
import static io.perennial.ingest.payload.PayloadField.TEXT;
import static io.perennial.ingest.payload.PayloadField.TIME;
import static io.perennial.ingest.payload.PayloadField.TYPE;
import static io.perennial.ingest.payload.PayloadField.URL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PayloadTest {

  private static Read track(String event, String properties) {
    return Read.text(
        """
        {"type": "track", "userId": "u", "messageId": "m", "event": "%s", "properties": %s}
        """
            .formatted(event, properties));
  }

  @Nested
  class What_SDKs_send {

    @Test
    void the_java_library() {
      Read read = Read.resource("segment/analytics-java.json");

      assertThat(read.refused()).isEmpty();
      assertThat(read.all(CALL, TYPE, CUSTOMER, TIME, EVENT, NAME, ORDER_ID, AMOUNT))
          .containsExactly(
              "identify|profile|u-1|2026-11-21T22:03:27.712Z|-|-|-|-",
              "track|order|u-1|2026-11-21T22:03:27.831Z|Order Completed|-|o-1|19.95",
              "page|page_view|anon-1|2026-11-21T22:03:27.852Z|-|Home|-|-",
              "screen|page_view|u-1|2026-11-21T22:03:27.853Z|-|Main|-|-",
              "group|profile|u-1|2026-11-21T22:03:27.855Z|-|-|-|-",
              "alias|profile|u-1|2026-11-21T22:03:27.856Z|-|-|-|-",
              "alias|profile|anon-1|2026-11-21T22:03:27.856Z|-|-|-|-",
              "track|page_view|u-1|2023-11-14T22:13:20Z|Backdated|-|-|-");
      assertThat(read.rows().get(0).claims())
          .isEqualTo(
              Map.of(
                  "email",
                  "ann@example.com",
                  "name",
                  "Ann",
                  "birth_date",
                  "1970-01-01T00:00:00.000Z",
                  "user_id",
                  "u-1"));
      assertThat(read.rows().get(4).claims()).containsEntry("company", "ACME");
    }

    @Test
    void the_node_library() {
      Read read = Read.resource("segment/analytics-node.json");

      assertThat(read.lines()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
      assertThat(read.all(TYPE, MESSAGE_ID, CATEGORY, URL))
          .contains(
              "page_view|node-next-1795299257249-2d302875-c6a7-4f1b-9de3-d905cd60385a|Shop"
                  + "|https://example.com/");
    }

    @Test
    void rudderstack_says_original_timestamp() {
      Read read = Read.resource("rudderstack/rudder-sdk-node.jsonl");

      assertThat(read.refused()).isEmpty();
      assertThat(read.all(CALL, TIME))
          .contains("track|2026-11-21T22:16:52.872Z", "page|2026-11-21T22:16:52.875Z");
      assertThat(read.lines()).startsWith(1L).endsWith(2L);
    }
  }

  @Nested
  class Times {

    private static final String MESSAGE = "{\"type\": \"page\", \"userId\": \"u\"%s}";

    private static String time(String more, Envelope envelope) {
      return Read.text(MESSAGE.formatted(more), envelope).all(TIME).get(0);
    }

    @Test
    void a_client_whose_clock_is_an_hour_fast_is_put_right() {
      String said =
          ", \"timestamp\": \"2025-06-01T13:00:00Z\", \"sentAt\": \"2025-06-01T13:00:10Z\"";
      Instant received = Instant.parse("2025-06-01T12:00:11Z");

      assertThat(time(said, Envelope.none().receivedAt(received)))
          .isEqualTo("2025-06-01T12:00:01Z");
      assertThat(time(said + ", \"receivedAt\": \"2025-06-01T12:00:11.000Z\"", Envelope.none()))
          .isEqualTo("2025-06-01T12:00:01Z");
      assertThat(time(said, Envelope.none())).isEqualTo("2025-06-01T13:00:00Z");
    }

    @Test
    void what_a_server_has_put_right_holds() {
      assertThat(
              time(
                  ", \"timestamp\": \"2025-06-01T12:00:01Z\","
                      + " \"originalTimestamp\": \"2025-06-01T13:00:00Z\","
                      + " \"sentAt\": \"2025-06-01T13:00:10Z\","
                      + " \"receivedAt\": \"2025-06-01T12:00:11Z\"",
                  Envelope.none()))
          .isEqualTo("2025-06-01T12:00:01Z");
    }

    @Test
    void sent_at_may_stand_beside_the_batch_before_or_behind() {
      Envelope now = Envelope.none().receivedAt(Instant.parse("2025-06-01T12:00:00Z"));
      String message =
          "{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":\"2025-06-01T10:00:00Z\"}";
      String sent = "\"sentAt\":\"2025-06-01T10:30:00Z\"";

      for (String batch :
          List.of(
              "{\"batch\":[%s],%s}".formatted(message, sent),
              "{%2$s,\"batch\":[%1$s]}".formatted(message, sent),
              "{\n%2$s,\n\"batch\":[%1$s]}".formatted(message, sent),
              "{\n\"batch\":[\n%s],%s\n}".formatted(message, sent))) {
        assertThat(Read.text(batch, now).all(TIME)).containsExactly("2025-06-01T11:30:00Z");
      }
    }

    @Test
    void every_form_of_time() {
      assertThat(time(", \"timestamp\": 1748779200", Envelope.none()))
          .isEqualTo("2025-06-01T12:00:00Z");
      assertThat(time(", \"timestamp\": 1748779200123", Envelope.none()))
          .isEqualTo("2025-06-01T12:00:00.123Z");
      assertThat(time(", \"timestamp\": \"2025-06-01T14:00:00+0200\"", Envelope.none()))
          .isEqualTo("2025-06-01T12:00:00Z");
      assertThat(time(", \"timestamp\": \"2025-06-01 12:00:00\"", Envelope.none()))
          .isEqualTo("2025-06-01T12:00:00Z");
      assertThat(time(", \"timestamp\": \"yesterday\"", Envelope.none()))
          .as("goes to quarantine as it is")
          .isEqualTo("yesterday");
      assertThat(time(", \"receivedAt\": \"2025-06-01T12:00:00Z\"", Envelope.none()))
          .isEqualTo("2025-06-01T12:00:00Z");
      assertThat(time("", Envelope.none())).isEqualTo("-");
    }
  }

  @Nested
  class Orders {

    @Test
    void each_product_is_a_row_and_the_rows_sum_to_the_revenue() {
      Read read =
          track(
              "Order Completed",
              """
              {"order_id": "o1", "revenue": 25.00, "shipping": 3, "tax": 2, "discount": 2.5,
               "coupon": "hasbros", "currency": "USD", "products": [
                {"product_id": "p1", "sku": "45790-32", "price": 19, "quantity": 1, "category": "Games", "brand": "B"},
                {"sku": "46493-32", "price": 3, "quantity": 2},
                {"product_id": "p3", "price": "2.50"}]}
              """
                  .replace("\n", " "));

      assertThat(
              read.all(
                  MESSAGE_ID,
                  TYPE,
                  ORDER_ID,
                  PRODUCT_ID,
                  CATEGORY,
                  BRAND,
                  QUANTITY,
                  AMOUNT,
                  DISCOUNT,
                  CURRENCY))
          .containsExactly(
              "m|order|o1|p1|Games|B|1|17.2727|1.7273|USD",
              "m/2|order|o1|46493-32|-|-|2|5.4545|0.5455|USD",
              "m/3|order|o1|p3|-|-|1|2.2728|0.2272|USD");
      assertThat(read.rows().get(0).field(PROPERTIES).orElseThrow())
          .contains("\"coupon\":\"hasbros\"", "\"product\":{\"product_id\":\"p1\"")
          .doesNotContain("\"products\"");
      assertThat(read.rows().get(1).field(PROPERTIES))
          .hasValue("{\"product\":{\"sku\":\"46493-32\",\"price\":3,\"quantity\":2}}");
    }

    @Test
    void what_the_goods_cost_is_found_where_it_is_said() {
      String products = "\"products\": [{\"price\": 10, \"quantity\": 2}]}";

      assertThat(track("Order Completed", "{" + products).all(AMOUNT)).containsExactly("20");
      assertThat(track("Order Completed", "{\"subtotal\": 18, " + products).all(AMOUNT))
          .containsExactly("18");
      assertThat(
              track("Order Completed", "{\"total\": 25, \"tax\": 4, \"shipping\": 5, " + products)
                  .all(AMOUNT))
          .containsExactly("16");
      assertThat(track("Order Completed", "{\"discount\": 5, " + products).all(AMOUNT))
          .containsExactly("15");
      assertThat(track("Order Completed", "{\"revenue\": 29.9, " + products).all(AMOUNT))
          .as("more than the lines: something besides goods")
          .containsExactly("20");
      assertThat(track("Order Completed", "{\"revenue\": 29.9}").all(AMOUNT))
          .containsExactly("29.9");
      assertThat(
              track(
                      "Order Completed",
                      "{\"revenue\": 9, \"products\": [{\"sku\": 1}, {\"sku\": 2}]}")
                  .all(PRODUCT_ID, AMOUNT))
          .containsExactly("1|9", "2|0");
      assertThat(track("Order Completed", "{\"revenue\": \"9 €\"}").all(AMOUNT))
          .as("no number: it is judged where it is read")
          .containsExactly("9 €");
    }

    @Test
    void refunds_are_returns_of_their_order() {
      assertThat(
              track(
                      "Order Refunded",
                      "{\"order_id\": \"o1\", \"total\": 30, \"currency\": \"usd\"}")
                  .all(TYPE, ORDER_ID, AMOUNT, CURRENCY))
          .containsExactly("return|o1|30|USD");
      assertThat(
              track(
                      "Order Refunded",
                      "{\"order_id\":\"o1\",\"products\":[{\"product_id\":\"p\",\"quantity\":1}]}")
                  .all(TYPE, PRODUCT_ID, QUANTITY, AMOUNT))
          .containsExactly("return|p|1|-");
    }
  }

  @Nested
  class Names {

    @Test
    void of_the_specification() {
      assertThat(
              track("Product Viewed", "{\"product_id\": \"p\", \"price\": 9}")
                  .all(TYPE, PRODUCT_ID, AMOUNT))
          .containsExactly("product_view|p|-");
      assertThat(
              track("product_added", "{\"sku\": \"s\", \"quantity\": 2}")
                  .all(TYPE, PRODUCT_ID, QUANTITY))
          .containsExactly("cart|s|2");
      assertThat(track("Product Removed", "{\"quantity\": 2}").all(TYPE, QUANTITY))
          .containsExactly("cart|-2");
      assertThat(track("Products Searched", "{\"query\": \"blue roses\"}").all(TYPE, TEXT))
          .containsExactly("search|blue roses");
      assertThat(track("Signed Up", "{}").all(TYPE)).containsExactly("sign_up");
      assertThat(
              track(
                      "Product Reviewed",
                      "{\"product_id\":\"p\",\"review_body\":\"Fun\",\"rating\":\"5\"}")
                  .all(TYPE, TEXT, SCORE))
          .containsExactly("review|Fun|5");
      assertThat(
              track("Promotion Clicked", "{\"promotion_id\": \"promo_1\"}").all(TYPE, CAMPAIGN_ID))
          .containsExactly("ad_click|promo_1");
      assertThat(track("Email Opened", "{\"campaign_id\": \"c\"}").all(TYPE, CAMPAIGN_ID))
          .containsExactly("email_open|c");
      assertThat(track("Trial Started", "{\"value\": 9}").all(TYPE, AMOUNT))
          .containsExactly("subscription_start|9");
    }

    @Test
    void unknown_ones_are_kept_as_something_seen() {
      assertThat(track("Whatever We Like", "{\"a\": {\"b\": [1]}}").all(TYPE, EVENT, PROPERTIES))
          .containsExactly("page_view|Whatever We Like|{\"a\":{\"b\":[1]}}");
    }
  }

  @Nested
  class People {

    @Test
    void a_user_who_was_anonymous_says_so() {
      Read read =
          Read.text(
              """
              {"type": "identify", "userId": 42, "anonymousId": "a", "context": {"locale": "de-DE", "device": {"id": "d"}}, "traits": {"email": "x@example.com", "firstName": "Ada", "address": {"postalCode": "10115", "city": "Berlin", "country": "DE"}, "company": {"name": "ACME"}}}
              {"type": "page", "anonymousId": "a", "context": {"sessionId": 7, "library": {"name": "analytics.js"}, "traits": {"phone": "030"}}}
              """);

      assertThat(read.all(CUSTOMER, SESSION_ID, CHANNEL)).containsExactly("42|-|-", "a|7|web");
      assertThat(read.rows().get(0).claims())
          .containsEntry("anonymous_id", "a")
          .containsEntry("user_id", "42")
          .containsEntry("first_name", "Ada")
          .containsEntry("postcode", "10115")
          .containsEntry("company", "ACME")
          .containsEntry("device_id", "d")
          .containsEntry("language", "de-DE");
      assertThat(read.rows().get(1).claims())
          .isEqualTo(Map.of("anonymous_id", "a", "phone", "030"));
    }

    @Test
    void an_alias_is_said_of_both() {
      Read read =
          Read.text(
              "{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"p\",\"messageId\":\"m\"}");

      assertThat(read.all(CUSTOMER, TYPE, MESSAGE_ID))
          .containsExactly("u|profile|m", "p|profile|m/2");
      assertThat(read.rows()).allMatch(row -> "p".equals(row.claims().get("anonymous_id")));
    }

    @Test
    void a_group_is_no_person() {
      Read read =
          Read.text(
              "{\"type\":\"group\",\"userId\":\"u\",\"groupId\":\"g\","
                  + "\"traits\":{\"name\":\"Initech\",\"email\":\"office@example.com\"}}");

      assertThat(read.rows().get(0).claims())
          .isEqualTo(Map.of("company", "Initech", "user_id", "u"));
    }
  }

  @Nested
  class Bytes {

    private static final String PAGE = "{\"type\":\"page\",\"userId\":\"u\"}";

    @Test
    void every_way_of_packing_messages() {
      for (String text :
          List.of(
              PAGE + "\n" + PAGE,
              "[" + PAGE + ",\n" + PAGE + "]",
              "{\"batch\":[" + PAGE + "," + PAGE + "]}",
              "[[" + PAGE + "],{\"batch\":[" + PAGE + "]}]",
              "{\"batch\":[" + PAGE + "]}\n\n{\"batch\":[" + PAGE + "]}\r\n",
              "{\n\"batch\":[" + PAGE + "]}\n{\n\"batch\":[" + PAGE + "]}",
              "\uFEFF" + PAGE + "\n" + PAGE)) {
        assertThat(Read.text(text).all(TYPE)).as(text).containsExactly("page_view", "page_view");
      }
      assertThat(Read.text("").lines()).isEmpty();
      assertThat(Read.text("[]").lines()).isEmpty();
    }

    @Test
    void a_bad_line_is_refused_and_the_others_are_taken() {
      Read read =
          Read.text(
              PAGE
                  + "\n{\"type\":\n17\n"
                  + "{\"type\":\"charge\"}\n{\"userId\":\"u\"}\n\"text\"\n"
                  + PAGE
                  + " }\n"
                  + PAGE);

      assertThat(read.refused())
          .containsExactly(
              "2: the line is not JSON",
              "3: it is no object and not a message",
              "4: its type is none of identify, track, page, screen, group, alias",
              "5: it has no type, such as track",
              "6: it is a text and not a message",
              "7: the line is not JSON");
      assertThat(read.rows()).hasSize(2);
    }

    @Test
    void a_document_that_breaks_off_is_not_taken_for_whole() {
      assertThatThrownBy(() -> Read.text("[\n" + PAGE + ",\n" + PAGE))
          .hasCauseInstanceOf(JsonProcessingException.class);
    }

    @Test
    void a_message_may_have_any_number_of_properties_and_be_long() {
      StringBuilder properties = new StringBuilder("{\"p0\":0");
      for (int i = 1; i < 2_000; i++) {
        properties.append(",\"p").append(i).append("\":\"").append("x".repeat(50)).append('"');
      }
      String all = properties.append('}').toString();

      assertThat(track("Checkup", all).all(PROPERTIES)).containsExactly(all);
    }

    @Test
    void what_calls_them_need_not_be_said_again() {
      assertThat(Read.text("{\"userId\":\"u\"}", Envelope.none().of("screen")).all(CALL, TYPE))
          .containsExactly("screen|page_view");
      assertThat(Read.text("{\"userId\":\"u\",\"event\":\"Signed Up\"}").all(CALL, TYPE))
          .containsExactly("track|sign_up");
    }

    @Test
    void a_context_beside_the_batch_is_every_messages() {
      Read read =
          Read.text(
              "{\"context\":{\"locale\":\"fr\",\"userAgent\":\"x\"},\"batch\":["
                  + "{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"locale\":\"de\"}}]}");

      assertThat(read.all(PayloadField.LOCALE, PayloadField.USER_AGENT)).containsExactly("de|x");
    }
  }
}
