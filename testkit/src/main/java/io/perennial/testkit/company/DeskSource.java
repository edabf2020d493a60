// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import io.perennial.domain.EventType;
import io.perennial.math.random.RandomStream;
import io.perennial.testkit.simulate.EventBlock;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The help desk, in New York: tickets with what people write, in HTML, with quotes and line breaks.
 */
final class DeskSource implements Source {

  static final String NAME = "desk";
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM/dd/yyyy hh:mm a", Locale.US);
  private static final int PRIORITY = 3;
  private static final int LANGUAGE = 7;
  private static final double PER_ORDER = 0.12;
  private static final List<Defect> OF_ROWS =
      List.of(
          Defect.EXACT_DUPLICATE,
          Defect.EMAIL_CASE,
          Defect.EMAIL_TYPO,
          Defect.EMAIL_INVALID,
          Defect.NAME_SPELLING,
          Defect.MOJIBAKE,
          Defect.MISSING_CUSTOMER,
          Defect.BROKEN_ROW);
  private static final String[] SUBJECT = {
    "Where is my order?", "Wrong size, \"again\"", "Invoice, please", "Broken on arrival", "Thanks!"
  };
  private static final String[] BODY = {
    "<p>Hello,</p><p>my order <b>%s</b> has not come yet.<br>When will it?</p>",
    "Hi,\n\nI ordered \"M\" and got \"L\", order %s.\nWhat now?\n",
    "<div>Bitte eine Rechnung für %s &amp; eine Kopie.</div>",
    "It came broken!! 😡 %s\nI want my money back; NOW, please.",
    "Great service, thank you. (%s)"
  };

  private final Office office;
  private final MonthFiles files;
  private final PriorityQueue<Ticket> coming =
      new PriorityQueue<>(Comparator.comparingLong(Ticket::second).thenComparing(Ticket::id));

  private record Ticket(long second, String id, long customer, String order, int about) {}

  DeskSource(Office office) {
    this.office = office;
    files =
        new MonthFiles(
            office.root(),
            NAME,
            "tickets",
            MonthFiles.Shape.table(
                month ->
                    "Ticket,Created,Solved,Requester,Requester name,Subject,Description,Status,"
                        + "Rating"
                        + (month.isBefore(office.month(PRIORITY))
                            ? ""
                            : month.isBefore(office.month(LANGUAGE)) ? ",Priority" : ",Language")),
            office.books());
  }

  @Override
  public void event(EventBlock block, int row) throws IOException {
    writeUntil(block.epochSecond(row));
    if (block.type(row) != EventType.ORDER || !ShopSource.sees(block, row)) {
      return;
    }
    RandomStream random = office.random("tickets", block.customer(row), block.order(row));
    if (random.chance(PER_ORDER)) {
      coming.add(
          new Ticket(
              block.epochSecond(row) + 3_600 + random.nextInt(72 * 3_600),
              "T" + ShopSource.order(block, row).substring(1),
              block.customer(row),
              ShopSource.order(block, row),
              random.nextInt(SUBJECT.length)));
    }
  }

  private void writeUntil(long second) throws IOException {
    for (Ticket next = coming.peek();
        next != null && next.second() <= second;
        next = coming.peek()) {
      coming.remove();
      write(next);
    }
  }

  private void write(Ticket ticket) throws IOException {
    files.reach(Instant.ofEpochSecond(ticket.second()));
    Person person = office.persons().person(ticket.customer());
    RandomStream random = office.random("desk rows", ticket.customer(), ticket.second());
    Optional<Defect> wrong = office.draw(random, OF_ROWS);
    boolean solved = random.chance(0.8);
    String[] fields = {
      ticket.id(),
      time(ticket.second()),
      solved ? time(ticket.second() + 1_800 + random.nextInt(500_000)) : "",
      person.email(),
      office.name(person, NAME),
      quoted(SUBJECT[ticket.about()]),
      quoted(BODY[ticket.about()].formatted(ticket.order())),
      solved ? "solved" : "open",
      (solved && random.chance(0.5) ? Integer.toString(1 + random.nextInt(5)) : "") + last()
    };
    if (wrong.isEmpty()) {
      files.write(String.join(",", fields));
      return;
    }
    Defect defect = wrong.get();
    switch (defect) {
      case EMAIL_CASE, EMAIL_TYPO, EMAIL_INVALID -> {
        Slips.Written slip = Slips.email(person, defect, random);
        fields[3] = slip.text();
        String key = slip.text().strip().toLowerCase(Locale.ROOT);
        office.note(slip, files, NAME, files.write(String.join(",", fields)), key + " email");
        if (defect == Defect.EMAIL_TYPO) {
          office.books().record(NAME, key, person);
        }
      }
      case NAME_SPELLING, MOJIBAKE -> {
        boolean possible = defect != Defect.MOJIBAKE || Slips.canBeMojibake(person.name());
        Slips.Written slip = Slips.name(person, possible ? defect : Defect.NAME_SPELLING, random);
        fields[4] = quoted(slip.text());
        long line = files.write(String.join(",", fields));
        office.note(slip, files, NAME, line, person.email() + " name");
      }
      case MISSING_CUSTOMER -> {
        fields[3] = "";
        office.note(defect, files, NAME, files.write(String.join(",", fields)), ticket.id());
      }
      case BROKEN_ROW -> {
        fields[5] = "\"It broke";
        fields[6] = "after a day";
        office.note(defect, files, NAME, files.write(String.join(",", fields)), ticket.id());
      }
      default -> {
        files.write(String.join(",", fields));
        office.note(defect, files, NAME, files.write(String.join(",", fields)), ticket.id());
      }
    }
  }

  /** The column that came, and the one in its place later. */
  private String last() throws IOException {
    if (office.hasChanged(files, NAME, LANGUAGE, "Language, Priority")) {
      return ",en";
    }
    return office.hasChanged(files, NAME, PRIORITY, "Priority") ? ",normal" : "";
  }

  private static String time(long second) {
    return Instant.ofEpochSecond(second).atZone(NEW_YORK).format(TIME);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void day(LocalDate day, BitSet known) {}

  @Override
  public void close() throws IOException {
    try (files) {
      writeUntil(Long.MAX_VALUE);
    }
  }
}
