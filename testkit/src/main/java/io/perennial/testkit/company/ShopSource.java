// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import io.perennial.domain.Channel;
import io.perennial.domain.EventType;
import io.perennial.math.random.RandomStream;
import io.perennial.testkit.simulate.EventBlock;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The web shop: orders as nested documents, and what comes back. */
final class ShopSource implements Source {

  static final String NAME = "shop-orders";
  static final String RETURNS = "shop-returns";
  private static final String FOLDER = "shop";
  private static final Instant FAR = Instant.parse("2100-01-01T12:00:00Z");
  private static final long OUTLIER_PIECES = 80_995;
  private static final double OTHER_EMAIL = 0.4;
  private static final int REASON = 5;
  private static final int TAGS = 6;

  private final Office office;
  private final MonthFiles orders;
  private final MonthFiles returns;
  private long number;

  ShopSource(Office office) {
    this.office = office;
    orders =
        new MonthFiles(
            office.root(), FOLDER, "orders", MonthFiles.Shape.document("orders"), office.books());
    returns =
        new MonthFiles(
            office.root(), FOLDER, "returns", MonthFiles.Shape.document("returns"), office.books());
  }

  /** Whether the web shop sees an event: every other customer of the app shops in town with it. */
  static boolean sees(EventBlock block, int row) {
    boolean inTown =
        block.channel(row) == Channel.STORE
            || (block.channel(row) == Channel.MOBILE_APP && block.customer(row) % 2 == 1);
    return block.order(row) > 0 && !inTown;
  }

  /** The name of an order. */
  static String order(EventBlock block, int row) {
    return "W" + block.orderId(row).substring(1);
  }

  static List<OrderLine> lines(Office office, EventBlock block, int row) {
    return OrderLine.of(block, row, office.random("lines", block.customer(row), block.order(row)));
  }

  @Override
  public void event(EventBlock block, int row) throws IOException {
    if (!sees(block, row)) {
      return;
    }
    Person person = office.persons().person(block.customer(row));
    Optional<Defect> wrong = office.wrongWithOrder(person, block.order(row));
    Instant when = Instant.ofEpochSecond(block.epochSecond(row));
    if (block.type(row) == EventType.RETURN) {
      if (wrong.isEmpty()) {
        comesBack(block, row, person, when);
      }
      return;
    }
    orders.reach(when);
    List<OrderLine> lines = new ArrayList<>(lines(office, block, row));
    if (wrong.isPresent() && wrong.get() == Defect.CHARGE) {
      lines.add(OrderLine.single("POSTAGE", "Postage", 495));
    }
    Order order =
        new Order(
            order(block, row),
            person,
            office.isGuest(person, block.order(row)),
            when,
            block.channel(row),
            person.currency(),
            lines);
    write(order, wrong);
    besides(order, office.random("besides", block.customer(row), block.order(row)));
  }

  /** An order as the shop writes it. */
  private record Order(
      String name,
      Person person,
      boolean guest,
      Instant when,
      Channel channel,
      String currency,
      List<OrderLine> lines) {

    /** What the shop calls whoever ordered. */
    String account() {
      return guest ? person.guestId() : person.shopId();
    }

    Order named(String other) {
      return new Order(other, person, guest, when, channel, currency, lines);
    }

    Order at(Instant other) {
      return new Order(name, person, guest, other, channel, currency, lines);
    }

    Order in(String other) {
      return new Order(name, person, guest, when, channel, other, lines);
    }

    Order of(List<OrderLine> other) {
      return new Order(name, person, guest, when, channel, currency, other);
    }
  }

  private void write(Order order, Optional<Defect> wrong) throws IOException {
    if (wrong.isEmpty()) {
      put(order, Optional.empty(), false, true);
      return;
    }
    Defect defect = wrong.get();
    Person person = order.person();
    RandomStream random = office.random("slips", person.number(), order.name().hashCode());
    switch (defect) {
      case MISSING_CUSTOMER -> eachLine(defect, order, put(order, Optional.empty(), false, false));
      case UNKNOWN_CURRENCY ->
          eachLine(defect, order, put(order.in("SEK"), Optional.empty(), false, true));
      case FUTURE_TIME ->
          eachLine(defect, order, put(order.at(FAR), Optional.empty(), false, true));
      case EXACT_DUPLICATE -> {
        put(order, Optional.empty(), false, true);
        number--;
        eachLine(defect, order, put(order, Optional.empty(), false, true));
      }
      case DOUBLE_SUBMIT -> {
        put(order, Optional.empty(), false, true);
        Order again =
            order.named(order.name() + "-2").at(order.when().plusSeconds(5 + random.nextInt(20)));
        eachLine(defect, again, put(again, Optional.empty(), false, true));
      }
      case EMAIL_CASE, EMAIL_TYPO, EMAIL_INVALID ->
          slip(order, Slips.email(person, defect, random), "email");
      case PHONE_SPELLING, PHONE_INVALID, MISSING_WORD ->
          slip(order, Slips.phone(person, defect, random), "phone");
      case NAME_SPELLING, MOJIBAKE -> slip(order, Slips.name(person, defect, random), "name");
      case CHARGE -> {
        long line = put(order, Optional.empty(), false, true);
        office.note(defect, orders, NAME, line, order.name());
      }
      default -> put(order, Optional.empty(), false, true);
    }
  }

  private void slip(Order order, Slips.Written slip, String attribute) throws IOException {
    long line = put(order, Optional.of(slip), false, true);
    office.note(slip, orders, NAME, line, order.account() + " " + attribute);
  }

  private void eachLine(Defect defect, Order order, long line) throws IOException {
    for (int i = 0; i < order.lines().size(); i++) {
      office.note(defect, orders, NAME, line, order.name());
    }
  }

  /** Orders and returns that are nobody's purchases. */
  private void besides(Order order, RandomStream random) throws IOException {
    Optional<Defect> drawn =
        office.draw(random, List.of(Defect.OUTLIER, Defect.RETURN_WITHOUT_ORDER));
    if (drawn.isEmpty()) {
      return;
    }
    OrderLine first = order.lines().get(0);
    if (drawn.get() == Defect.RETURN_WITHOUT_ORDER) {
      String unknown = "W9" + order.name().substring(2);
      long line = putReturn(unknown, order, order.when(), List.of(first));
      office.note(Defect.RETURN_WITHOUT_ORDER, returns, RETURNS, line, unknown);
      return;
    }
    OrderLine much =
        new OrderLine(
            first.product(),
            first.category(),
            first.brand(),
            OUTLIER_PIECES,
            OUTLIER_PIECES * first.price(),
            first.price(),
            0);
    Order wrong = order.named(order.name() + "-9").of(List.of(much));
    long line = put(wrong, Optional.empty(), false, true);
    office.note(Defect.OUTLIER, orders, NAME, line, wrong.name());
    line = putReturn(wrong.name(), wrong, wrong.when().plus(12, ChronoUnit.MINUTES), wrong.lines());
    office.note(Defect.FULL_RETURN, returns, RETURNS, line, wrong.name());
  }

  private void comesBack(EventBlock block, int row, Person person, Instant when)
      throws IOException {
    List<OrderLine> lines = lines(office, block, row);
    boolean partly = lines.size() > 1;
    List<OrderLine> back = partly ? lines.subList(0, 1) : lines;
    String order = order(block, row);
    String account = office.isGuest(person, block.order(row)) ? person.guestId() : person.shopId();
    long line = putReturn(order, account, person.currency(), when, back);
    office.note(partly ? Defect.PARTIAL_RETURN : Defect.FULL_RETURN, returns, RETURNS, line, order);
  }

  /** About as many test orders as each other defect has, on ordinary days. */
  @Override
  public void day(LocalDate day, BitSet known) throws IOException {
    RandomStream random = office.random("tests", 0, day.toEpochDay());
    if (!random.chance(StrictMath.min(1, office.share() * known.cardinality() / 100))) {
      return;
    }
    Instant when = day.atTime(LocalTime.of(10, 30)).toInstant(ZoneOffset.UTC);
    orders.reach(when);
    Person.Address headquarters = new Person.Address("Teststr. 1", "10115", "Berlin");
    Person staff =
        new Person(
            -1,
            -1,
            "DE",
            "Test",
            "Test",
            "Test",
            "test@example.com",
            "test@example.com",
            "+4930123456",
            "030 123456",
            headquarters,
            headquarters,
            LocalDate.MAX,
            "EUR");
    Order order =
        new Order(
            "W" + day.toEpochDay() + "-0",
            staff,
            false,
            when,
            Channel.WEB,
            "EUR",
            List.of(OrderLine.single("P0000000", "Books", 1_00)));
    long line = put(order, Optional.empty(), true, true);
    office.note(Defect.TEST_ORDER, orders, NAME, line, order.name());
  }

  private long put(Order order, Optional<Slips.Written> slip, boolean test, boolean named)
      throws IOException {
    Person person = order.person();
    number++;
    boolean otherwise =
        order.guest() && office.random("other e-mail", person.number(), 0).chance(OTHER_EMAIL);
    String email =
        said(slip, "EMAIL", otherwise && slip.isEmpty() ? person.otherEmail() : person.email());
    String phone = said(slip, "PHONE", person.phone());
    String name =
        said(
            slip,
            "NAME",
            order.guest() && slip.isEmpty() ? office.name(person, "guest") : person.name());
    Person.Address lives = person.address(order.when().atOffset(ZoneOffset.UTC).toLocalDate());
    long gross = order.lines().stream().mapToLong(l -> l.price() * l.quantity()).sum();
    long paid = order.lines().stream().mapToLong(OrderLine::amount).sum();
    JsonLine json =
        new JsonLine()
            .put("id", 5_000_000_000L + number)
            .put("name", order.name())
            .put("created_at", order.when().toString())
            .put("test", test)
            .put("currency", order.currency())
            .put("financial_status", "paid")
            .put("source_name", order.channel() == Channel.MOBILE_APP ? "iphone" : "web")
            .put("email", email);
    if (office.hasChanged(orders, NAME, TAGS, "tags")) {
      json.put("tags", order.channel() == Channel.MOBILE_APP ? "app" : "desktop");
    }
    json.put("total_price", JsonLine.money(paid))
        .put("total_discounts", JsonLine.money(gross - paid));
    if (named) {
      json.object("customer")
          .put("id", Long.parseLong(order.account()))
          .put("email", email)
          .put("phone", phone)
          .object("default_address")
          .put("name", name)
          .put("address1", lives.street())
          .put("zip", lives.zip())
          .put("city", lives.city())
          .put("country_code", person.country())
          .end()
          .end();
    } else {
      json.nothing("customer");
    }
    json.list("line_items");
    for (int i = 0; i < order.lines().size(); i++) {
      OrderLine line = order.lines().get(i);
      json.element()
          .put("id", (5_000_000_000L + number) * 10 + i)
          .put("sku", line.product())
          .put("product_type", line.category())
          .put("vendor", line.brand())
          .put("quantity", line.quantity())
          .put("price", JsonLine.money(line.price()))
          .put("total_discount", JsonLine.money(line.discount()))
          .end();
    }
    return orders.write(json.toString(), order.lines().size());
  }

  private static String said(Optional<Slips.Written> slip, String of, String right) {
    return slip.filter(
            s ->
                switch (s.defect()) {
                  case MISSING_WORD -> of.equals("PHONE");
                  case MOJIBAKE -> of.equals("NAME");
                  default -> s.defect().name().startsWith(of);
                })
        .map(Slips.Written::text)
        .orElse(right);
  }

  private long putReturn(String name, Order order, Instant when, List<OrderLine> lines)
      throws IOException {
    return putReturn(name, order.account(), order.currency(), when, lines);
  }

  private long putReturn(
      String order, String account, String currency, Instant when, List<OrderLine> lines)
      throws IOException {
    returns.reach(when);
    JsonLine json =
        new JsonLine()
            .put("id", "R" + order.substring(1))
            .put("order", order)
            .put("customer", Long.parseLong(account))
            .put("returned_at", when.toString())
            .put("currency", currency);
    if (office.hasChanged(returns, RETURNS, REASON, "reason")) {
      json.put("reason", "other");
    }
    json.list("items");
    for (OrderLine line : lines) {
      json.element()
          .put("sku", line.product())
          .put("quantity", line.quantity())
          .put("refund", JsonLine.money(line.amount()))
          .end();
    }
    return returns.write(json.toString(), lines.size());
  }

  @Override
  public void close() throws IOException {
    try (orders) {
      returns.close();
    }
  }
}
