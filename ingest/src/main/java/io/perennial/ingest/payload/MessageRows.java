// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perennial.domain.Channel;
import io.perennial.domain.EventType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One message to its rows. Pure: the same message and envelope give the same rows, be it read from
 * a file or received. Nothing is too large or has too many properties: what a message says is kept.
 */
public final class MessageRows {

  /** What a row is in which nothing happened, and that says who a customer is. */
  public static final String PROFILE = "profile";

  private static final List<String> CALLS =
      List.of("identify", "track", "page", "screen", "group", "alias");

  private final String call;
  private final JsonNode message;
  private final JsonNode context;
  private final JsonNode properties;
  private final Map<PayloadField, String> fields = new EnumMap<>(PayloadField.class);

  private MessageRows(String call, JsonNode message, JsonNode context) {
    this.call = call;
    this.message = message;
    this.context = context;
    this.properties =
        message.path("properties").isObject()
            ? message.path("properties")
            : JsonNodeFactory.instance.objectNode();
  }

  /** The rows of a message, at least one; or why it has none. */
  public static Outcome of(JsonNode message, Envelope envelope) {
    if (!message.isObject()) {
      return new Outcome.Refused("it is " + kind(message) + " and not a message");
    }
    Optional<String> call = call(message, envelope);
    if (call.isEmpty()) {
      return new Outcome.Refused("it has no type, such as track");
    }
    if (!CALLS.contains(call.get())) {
      return new Outcome.Refused("its type is none of " + String.join(", ", CALLS));
    }
    return new Outcome.Taken(
        new MessageRows(call.get(), message, context(message, envelope)).rows(envelope));
  }

  private static Optional<String> call(JsonNode message, Envelope envelope) {
    Optional<String> said =
        JsonTexts.first(message, "type").map(type -> type.toLowerCase(Locale.ROOT));
    if (said.isPresent() || envelope.call().isPresent()) {
      return said.or(envelope::call);
    }
    return message.hasNonNull("event")
        ? Optional.of("track")
        : message.hasNonNull("previousId")
            ? Optional.of("alias")
            : message.hasNonNull("groupId") ? Optional.of("group") : Optional.empty();
  }

  private static JsonNode context(JsonNode message, Envelope envelope) {
    JsonNode own = message.path("context");
    if (!envelope.context().isObject()) {
      return own;
    }
    if (!own.isObject()) {
      return envelope.context();
    }
    ObjectNode both = ((ObjectNode) envelope.context()).deepCopy();
    return both.setAll((ObjectNode) own);
  }

  private static String kind(JsonNode value) {
    return value.isArray() ? "a list" : value.isTextual() ? "a text" : "no object";
  }

  private List<PayloadRow> rows(Envelope envelope) {
    Optional<String> user = JsonTexts.first(message, "userId");
    Optional<String> anonymous = JsonTexts.first(message, "anonymousId");
    put(PayloadField.MESSAGE_ID, JsonTexts.first(message, "messageId", "message_id"));
    put(PayloadField.CUSTOMER, user.or(() -> anonymous));
    put(PayloadField.TIME, MessageTime.of(message, envelope));
    put(PayloadField.CALL, Optional.of(call));
    put(PayloadField.CHANNEL, channel());
    put(PayloadField.SESSION_ID, JsonTexts.first(context, "sessionId", "session_id"));
    put(PayloadField.USER_AGENT, JsonTexts.first(context, "userAgent"));
    put(PayloadField.LOCALE, JsonTexts.first(context, "locale"));
    put(PayloadField.GROUP_ID, JsonTexts.first(message, "groupId").or(this::group));
    return switch (call) {
      case "track" -> track();
      case "page", "screen" -> seen();
      case "alias" -> alias(user.or(() -> anonymous));
      default -> List.of(row(PROFILE, "traits"));
    };
  }

  private Optional<String> group() {
    return JsonTexts.first(context, "groupId");
  }

  private Optional<String> channel() {
    String where = JsonTexts.first(message, "channel").orElse("").toLowerCase(Locale.ROOT);
    String library =
        JsonTexts.first(context.path("library"), "name").orElse("").toLowerCase(Locale.ROOT);
    if (where.equals("web") || library.endsWith(".js") || library.contains("javascript")) {
      return Optional.of(Channel.WEB.word());
    }
    boolean app =
        where.equals("mobile")
            || library.matches(".*(ios|android|kotlin|swift|flutter|react-native|xamarin|unity).*");
    return app ? Optional.of(Channel.MOBILE_APP.word()) : Optional.empty();
  }

  /** The user is whom another id named before: both say so, and identity can link them. */
  private List<PayloadRow> alias(Optional<String> user) {
    Optional<String> previous = JsonTexts.first(message, "previousId");
    if (previous.isEmpty() || previous.equals(user)) {
      return List.of(row(PROFILE, "traits"));
    }
    Map<String, String> claims = Traits.of(call, message, context);
    claims.put("anonymous_id", previous.get());
    put(PayloadField.TYPE, Optional.of(PROFILE));
    PayloadRow now = new PayloadRow(fields, claims);
    put(PayloadField.CUSTOMER, previous);
    put(
        PayloadField.MESSAGE_ID,
        Optional.ofNullable(fields.get(PayloadField.MESSAGE_ID)).map(id -> id + "/2"));
    return List.of(now, new PayloadRow(fields, Map.of("anonymous_id", previous.get())));
  }

  private List<PayloadRow> seen() {
    put(PayloadField.NAME, JsonTexts.first(message, "name").or(this::title));
    put(PayloadField.CATEGORY, JsonTexts.first(message, "category"));
    return List.of(row(EventType.PAGE_VIEW.word(), "properties"));
  }

  private Optional<String> title() {
    return JsonTexts.first(properties, "title", "name");
  }

  private List<PayloadRow> track() {
    String event = JsonTexts.first(message, "event").orElse("");
    put(PayloadField.EVENT, Optional.of(event));
    EventType type = EventNames.type(event);
    put(PayloadField.TEXT, JsonTexts.first(properties, "query", "review_body", "search_query"));
    if (type == EventType.REVIEW) {
      put(PayloadField.SCORE, JsonTexts.first(properties, "rating"));
    }
    put(
        PayloadField.CAMPAIGN_ID,
        JsonTexts.first(properties, "campaign_id", "campaign_name", "promotion_id"));
    put(PayloadField.ORDER_ID, JsonTexts.first(properties, "order_id", "orderId"));
    put(
        PayloadField.CURRENCY,
        JsonTexts.first(properties, "currency").map(code -> code.toUpperCase(Locale.ROOT)));
    if (type == EventType.ORDER || type == EventType.RETURN) {
      return order(type);
    }
    product(properties);
    if (event.toLowerCase(Locale.ROOT).replace(" ", "").endsWith("productremoved")) {
      minus();
    }
    if (type.word().startsWith("subscription_")) {
      put(PayloadField.AMOUNT, JsonTexts.first(properties, "revenue", "total", "value", "price"));
    }
    return List.of(row(type.word(), "properties"));
  }

  private void minus() {
    JsonTexts.number(properties, "quantity")
        .map(BigDecimal::negate)
        .ifPresent(q -> fields.put(PayloadField.QUANTITY, q.toPlainString()));
  }

  private List<PayloadRow> order(EventType type) {
    List<JsonNode> products = products();
    List<OrderLines.Line> lines = OrderLines.of(properties, products);
    Optional<String> id = Optional.ofNullable(fields.get(PayloadField.MESSAGE_ID));
    ObjectNode whole = ((ObjectNode) properties).deepCopy();
    if (!products.isEmpty()) {
      whole.remove("products");
    }
    List<PayloadRow> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int number = i + 1;
      ObjectNode said = i == 0 ? whole : JsonNodeFactory.instance.objectNode();
      if (products.isEmpty()) {
        product(properties);
      } else {
        put(PayloadField.MESSAGE_ID, id.map(m -> number == 1 ? m : m + "/" + number));
        product(products.get(i));
        fields.putIfAbsent(PayloadField.QUANTITY, "1");
        said = said.deepCopy();
        said.set("product", products.get(i));
      }
      OrderLines.Line line = lines.get(i);
      put(PayloadField.AMOUNT, line.amount().map(OrderLines::text).or(this::unreadable));
      put(PayloadField.DISCOUNT, line.discount().map(OrderLines::text));
      fields.put(PayloadField.PROPERTIES, said.toString());
      rows.add(row(type.word(), ""));
    }
    return rows;
  }

  /** Money that is no number goes on as it is written, to be seen in quarantine. */
  private Optional<String> unreadable() {
    return JsonTexts.first(properties, "revenue", "subtotal", "total");
  }

  private List<JsonNode> products() {
    List<JsonNode> products = new ArrayList<>();
    JsonNode said = properties.path("products");
    if (said.isObject()) {
      products.add(said);
    }
    if (said.isArray()) {
      said.forEach(product -> products.add(product));
    }
    products.removeIf(product -> !product.isObject());
    return products;
  }

  private void product(JsonNode product) {
    put(PayloadField.PRODUCT_ID, JsonTexts.first(product, "product_id", "productId", "sku", "id"));
    put(PayloadField.CATEGORY, JsonTexts.first(product, "category"));
    put(PayloadField.BRAND, JsonTexts.first(product, "brand"));
    put(PayloadField.QUANTITY, JsonTexts.first(product, "quantity"));
    if (!product.path("category").isValueNode()) {
      fields.remove(PayloadField.CATEGORY);
    }
  }

  /** A row of the fields there are now; {@code said} names what is kept whole. */
  private PayloadRow row(String type, String said) {
    put(PayloadField.TYPE, Optional.of(type));
    JsonNode page = context.path("page");
    put(
        PayloadField.URL,
        JsonTexts.first(properties, "url").or(() -> JsonTexts.first(page, "url")));
    put(
        PayloadField.REFERRER,
        JsonTexts.first(properties, "referrer").or(() -> JsonTexts.first(page, "referrer")));
    if (!fields.containsKey(PayloadField.CAMPAIGN_ID)) {
      put(PayloadField.CAMPAIGN_ID, JsonTexts.first(context.path("campaign"), "name"));
    }
    JsonNode whole = message.path(said);
    if (whole.isObject() && !whole.isEmpty() && !type.equals(PROFILE)) {
      fields.put(PayloadField.PROPERTIES, whole.toString());
    }
    return new PayloadRow(fields, Traits.of(call, message, context));
  }

  private void put(PayloadField field, Optional<String> value) {
    value.ifPresentOrElse(v -> fields.put(field, v), () -> fields.remove(field));
  }
}
