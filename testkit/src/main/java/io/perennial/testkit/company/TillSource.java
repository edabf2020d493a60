// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.perennial.domain.EventType;
import io.perennial.math.random.RandomStream;
import io.perennial.testkit.simulate.EventBlock;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The shops in town: receipts in local time, with a comma in their numbers, four of ten without a
 * customer; and the cards of the others.
 */
final class TillSource implements Source {

  static final String NAME = "till";
  static final String CARDS = "till-cards";
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final double NAMELESS = 0.4;
  private static final int LATE_STORE = 7;
  private static final List<Integer> LATE = List.of(2, 5, 8, 10);
  private static final List<Integer> CUT_OFF = List.of(1, 3, 5, 7, 9, 11);
  private static final int CHANGED = 4;
  private static final int NEWSLETTER = 6;
  private static final int PAYMENT = 8;
  private static final int OPENS = 9;

  private static final List<Defect> OF_ROWS =
      List.of(
          Defect.BAD_NUMBER,
          Defect.BAD_TIME,
          Defect.BAD_TIME,
          Defect.FUTURE_TIME,
          Defect.BROKEN_ROW,
          Defect.EXACT_DUPLICATE);
  private static final List<Defect> OF_CARDS =
      List.of(
          Defect.EMAIL_CASE,
          Defect.EMAIL_TYPO,
          Defect.EMAIL_INVALID,
          Defect.PHONE_INVALID,
          Defect.MISSING_WORD,
          Defect.NAME_SPELLING,
          Defect.MOJIBAKE);

  private final Office office;
  private final MonthFiles receipts;
  private final MonthFiles late;
  private final MonthFiles cards;
  private final BitSet registered = new BitSet();
  private final Set<YearMonth> cutOff;
  private final YearMonth changed;
  private final Set<YearMonth> lateMonths;
  private final LocalDate closed;
  private final Set<String> lost = new HashSet<>();

  TillSource(Office office) {
    this.office = office;
    cutOff = CUT_OFF.stream().map(office::month).collect(toCollection(HashSet::new));
    lateMonths = LATE.stream().map(office::month).collect(toUnmodifiableSet());
    changed = office.month(CHANGED);
    closed = office.start().plusDays(100);
    MonthFiles.Shape shape =
        MonthFiles.Shape.table(
            month ->
                month.isBefore(changed)
                    ? "Beleg;Position;Filiale;Datum;Zeit;Kundenkarte;Artikel;Warengruppe;Marke;"
                        + "Menge;Betrag;Rabatt"
                    : "Beleg;Position;Filiale;Kasse;Datum;Zeit;Kundennummer;Artikel;Warengruppe;"
                        + "Marke;Menge;Betrag;Rabatt"
                        + (month.isBefore(office.month(PAYMENT)) ? "" : ";Zahlart"));
    receipts = new MonthFiles(office.root(), NAME, "receipts", shape, office.books());
    late = new MonthFiles(office.root(), NAME, "receipts-late", shape, office.books());
    cards =
        new MonthFiles(
            office.root(),
            NAME,
            "cards",
            MonthFiles.Shape.table(
                month ->
                    "Karte;Ausgestellt;Name;Telefon;E-Mail;Straße;PLZ;Ort;Land"
                        + (month.isBefore(office.month(NEWSLETTER)) ? "" : ";Newsletter")),
            office.books());
  }

  @Override
  public void event(EventBlock block, int row) throws IOException {
    if (block.order(row) == 0) {
      return;
    }
    Person person = office.persons().person(block.customer(row));
    if (!ShopSource.sees(block, row)) {
      ofStore(block, row, person);
    } else if (block.type(row) == EventType.ORDER) {
      Optional<Defect> wrong = office.wrongWithOrder(person, block.order(row));
      if (wrong.isPresent()
          && (wrong.get() == Defect.TWO_SYSTEMS || wrong.get() == Defect.TWO_NUMBERS)) {
        ofWeb(block, row, person, wrong.get());
      }
    }
  }

  private void ofStore(EventBlock block, int row, Person person) throws IOException {
    LocalDateTime when = inOpeningHours(block.epochSecond(row));
    Receipt receipt = receipt(block, row, person, when);
    if (when.toLocalDate().equals(closed)) {
      lost.add(receipt.number());
      return;
    }
    if (!receipt.card().isEmpty()) {
      register(person, when);
    }
    List<OrderLine> lines =
        OrderLine.of(block, row, office.random("lines", block.customer(row), block.order(row)));
    List<Optional<Defect>> wrong = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      wrong.add(office.draw(slips(block, row, i), OF_ROWS));
    }
    if (block.type(row) == EventType.RETURN) {
      if (wrong.stream().allMatch(Optional::isEmpty)) {
        comesBack(receipt, lines);
      }
      return;
    }
    MonthFiles to = open(receipt);
    for (int i = 0; i < lines.size(); i++) {
      put(to, receipt, i + 1, lines.get(i), wrong.get(i), slips(block, row, i));
    }
  }

  private RandomStream slips(EventBlock block, int row, int line) {
    return office.random("till rows", block.customer(row), block.order(row) * 8L + line);
  }

  private Receipt receipt(EventBlock block, int row, Person person, LocalDateTime when) {
    boolean nameless =
        office.random("nameless", block.customer(row), block.order(row)).chance(NAMELESS);
    return new Receipt(
        "B" + block.orderId(row).substring(1),
        1 + (int) (block.customer(row) % 9),
        when,
        nameless ? "" : person.card());
  }

  private void comesBack(Receipt receipt, List<OrderLine> lines) throws IOException {
    MonthFiles to = open(receipt);
    boolean partly = lines.size() > 1;
    OrderLine first = lines.get(0);
    long line = to.write(row(to, receipt, 1, first, true, money(first.amount())));
    noteLate(to, receipt, line);
    office.note(
        lost.contains(receipt.number())
            ? Defect.RETURN_WITHOUT_ORDER
            : partly ? Defect.PARTIAL_RETURN : Defect.FULL_RETURN,
        to,
        NAME,
        line,
        receipt.number());
  }

  private void ofWeb(EventBlock block, int row, Person person, Defect defect) throws IOException {
    LocalDateTime when =
        LocalDateTime.ofInstant(Instant.ofEpochSecond(block.epochSecond(row) + 240), BERLIN);
    if (when.toLocalDate().equals(closed)) {
      return;
    }
    register(person, when);
    String order = ShopSource.order(block, row);
    String number = defect == Defect.TWO_SYSTEMS ? order : "B8" + order.substring(2);
    Receipt receipt = new Receipt(number, 1, when, person.card());
    MonthFiles to = open(receipt);
    List<OrderLine> lines = ShopSource.lines(office, block, row);
    for (int i = 0; i < lines.size(); i++) {
      long line =
          to.write(row(to, receipt, i + 1, lines.get(i), false, money(lines.get(i).amount())));
      office.note(defect, to, NAME, line, receipt.number());
    }
  }

  /** Half of the day is in the night: events are moved into the hours from nine to nine. */
  private static LocalDateTime inOpeningHours(long epochSecond) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
    return utc.toLocalDate().atTime(OPENS, 0).plusSeconds(utc.toLocalTime().toSecondOfDay() / 2);
  }

  private MonthFiles open(Receipt receipt) throws IOException {
    Instant instant = receipt.when().atZone(BERLIN).toInstant();
    if (YearMonth.from(receipt.when()).isAfter(receipts.month())) {
      cutOff();
    }
    receipts.reach(instant);
    office.hasChanged(receipts, NAME, CHANGED, "Kundenkarte, Kundennummer, Kasse");
    office.hasChanged(receipts, NAME, PAYMENT, "Zahlart");
    if (receipt.store() == LATE_STORE && lateMonths.contains(receipts.month())) {
      late.reach(instant);
      return late;
    }
    return receipts;
  }

  /** Breaks the last row of the open file off, where its month is one of those. */
  private void cutOff() throws IOException {
    if (cutOff.remove(receipts.month())) {
      long line = receipts.write("B9999999999-1;1;3;28.02");
      office.note(Defect.CUT_OFF_ROW, receipts, NAME, line, "B9999999999-1");
    }
  }

  private record Receipt(String number, int store, LocalDateTime when, String card) {}

  private void put(
      MonthFiles to,
      Receipt receipt,
      int position,
      OrderLine line,
      Optional<Defect> wrong,
      RandomStream random)
      throws IOException {
    String right = money(line.amount());
    String row = row(to, receipt, position, line, false, right);
    if (wrong.isEmpty()) {
      noteLate(to, receipt, to.write(row));
      return;
    }
    Defect defect = wrong.get();
    String day = receipt.when().format(DAY);
    String written =
        switch (defect) {
          case BAD_NUMBER ->
              row(to, receipt, position, line, false, random.chance(0.5) ? "12,3x" : "--");
          case BAD_TIME -> row.replace(day, "31.02." + receipt.when().getYear());
          case FUTURE_TIME -> row.replace(day, day.substring(0, 6) + "2100");
          case BROKEN_ROW ->
              random.chance(0.5)
                  ? row.substring(0, row.lastIndexOf(';', row.lastIndexOf(';') - 1))
                  : row.replace(";P", ";\"P");
          default -> row;
        };
    long at = to.write(written);
    if (defect == Defect.EXACT_DUPLICATE) {
      at = to.write(row);
    }
    office.note(defect, to, NAME, at, receipt.number());
  }

  private void noteLate(MonthFiles to, Receipt receipt, long line) throws IOException {
    if (to == late) {
      office.note(Defect.LATE_FILE, to, NAME, line, receipt.number());
    }
  }

  private String row(
      MonthFiles to, Receipt receipt, int position, OrderLine line, boolean back, String amount) {
    String sign = back ? "-" : "";
    List<String> fields =
        new ArrayList<>(
            List.of(
                receipt.number(), Integer.toString(position), Integer.toString(receipt.store())));
    if (!to.month().isBefore(changed)) {
      fields.add("K" + (1 + receipt.store() % 3));
    }
    fields.addAll(
        List.of(
            receipt.when().format(DAY),
            receipt.when().format(TIME),
            receipt.card(),
            line.product(),
            field(line.category()),
            field(line.brand()),
            sign + line.quantity(),
            sign + amount,
            money(line.discount())));
    if (!to.month().isBefore(office.month(PAYMENT))) {
      fields.add(receipt.card().isEmpty() ? "bar" : "EC");
    }
    return String.join(";", fields);
  }

  private static String field(String text) {
    return text.indexOf('"') >= 0 ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** Cents as 1.234,50. */
  private static String money(long cents) {
    String plain = String.format(Locale.ROOT, "%,.2f", cents / 100.0);
    return plain.replace(',', ' ').replace('.', ',').replace(' ', '.');
  }

  private void register(Person person, LocalDateTime when) throws IOException {
    if (registered.get((int) person.number())) {
      return;
    }
    registered.set((int) person.number());
    cards.reach(when.atZone(BERLIN).toInstant());
    RandomStream random = office.random("cards", person.number(), 0);
    Optional<Defect> wrong = office.draw(random, OF_CARDS);
    if (wrong.isPresent()
        && wrong.get() == Defect.MOJIBAKE
        && !Slips.canBeMojibake(person.name())) {
      wrong = Optional.empty();
    }
    String name = office.name(person, CARDS);
    String email = person.email();
    // at the counter everyone says the number as at home
    Slips.Written phone = Slips.phone(person, Defect.PHONE_SPELLING, random);
    List<Slips.Written> slips = new ArrayList<>(List.of(phone));
    if (wrong.isPresent()) {
      switch (wrong.get()) {
        case EMAIL_CASE, EMAIL_TYPO, EMAIL_INVALID -> {
          Slips.Written slip = Slips.email(person, wrong.get(), random);
          email = slip.text();
          slips.add(slip);
        }
        case NAME_SPELLING, MOJIBAKE -> {
          Slips.Written slip = Slips.name(person, wrong.get(), random);
          name = slip.text();
          slips.add(slip);
        }
        default -> {
          phone = Slips.phone(person, wrong.get(), random);
          slips.set(0, phone);
        }
      }
    }
    Person.Address lives = person.address(when.toLocalDate());
    boolean asked = office.hasChanged(cards, CARDS, NEWSLETTER, "Newsletter");
    long line =
        cards.write(
            String.join(
                ";",
                person.card(),
                when.format(DAY),
                name,
                phone.text(),
                email,
                lives.street(),
                lives.zip(),
                lives.city(),
                person.country() + (asked ? ";ja" : "")));
    for (Slips.Written slip : slips) {
      office.note(slip, cards, CARDS, line, person.card() + " " + attribute(slip.defect()));
    }
  }

  private static String attribute(Defect defect) {
    return switch (defect) {
      case EMAIL_CASE, EMAIL_TYPO, EMAIL_INVALID -> "email";
      case NAME_SPELLING, MOJIBAKE -> "name";
      default -> "phone";
    };
  }

  @Override
  public void day(LocalDate day, BitSet known) {}

  @Override
  public void close() throws IOException {
    try (receipts;
        late) {
      cards.close();
      cutOff();
      office.noteSilence(NAME, closed);
    }
  }
}
