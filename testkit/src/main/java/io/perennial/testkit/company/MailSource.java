// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import io.perennial.math.random.RandomStream;
import io.perennial.testkit.simulate.EventBlock;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The e-mail service: a campaign every other Monday, and what became of each message. */
final class MailSource implements Source {

  static final String NAME = "mail";
  private static final int SECONDS_PER_DAY = 86_400;
  private static final List<Defect> OF_ROWS =
      List.of(
          Defect.EXACT_DUPLICATE,
          Defect.UNKNOWN_TYPE,
          Defect.FUTURE_TIME,
          Defect.MISSING_CUSTOMER,
          Defect.EMAIL_CASE);
  private static final long FAR = Instant.parse("2100-01-01T12:00:00Z").getEpochSecond();

  private final Office office;
  private final MonthFiles files;
  private final BitSet unsubscribed = new BitSet();

  MailSource(Office office) {
    this.office = office;
    files =
        new MonthFiles(
            office.root(), NAME, "events", MonthFiles.Shape.lines(".jsonl"), office.books());
  }

  @Override
  public void event(EventBlock block, int row) {}

  private record Message(long second, String event, long customer, int step) {}

  @Override
  public void day(LocalDate day, BitSet known) throws IOException {
    if (day.toEpochDay() % 14 != 4) {
      return;
    }
    long morning = day.atTime(7, 0).toEpochSecond(ZoneOffset.UTC);
    List<Message> messages = new ArrayList<>();
    for (int customer = known.nextSetBit(0);
        customer >= 0;
        customer = known.nextSetBit(customer + 1)) {
      RandomStream random = office.random("mail", customer, day.toEpochDay());
      if (unsubscribed.get(customer) || !office.random("opt in", customer, 0).chance(0.6)) {
        continue;
      }
      long sent = morning + random.nextInt(3_600);
      messages.add(new Message(sent, "delivered", customer, 0));
      if (random.chance(0.3)) {
        long opened = sent + 60 + random.nextInt(SECONDS_PER_DAY / 4);
        messages.add(new Message(opened, "open", customer, 1));
        if (random.chance(0.3)) {
          messages.add(new Message(opened + 5 + random.nextInt(60), "click", customer, 2));
        } else if (random.chance(0.02)) {
          messages.add(new Message(opened + 9, "unsub", customer, 3));
          unsubscribed.set(customer);
        }
      }
    }
    messages.sort(Comparator.comparingLong(Message::second));
    String campaign = "news-" + day;
    for (Message message : messages) {
      write(message, campaign, day);
    }
  }

  private void write(Message message, String campaign, LocalDate day) throws IOException {
    files.reach(Instant.ofEpochSecond(message.second()));
    Person person = office.persons().person(message.customer());
    RandomStream random =
        office.random("mail rows", message.customer(), day.toEpochDay() * 4 + message.step());
    Optional<Defect> wrong = office.draw(random, OF_ROWS);
    String id = "m" + message.customer() + "-" + day.toEpochDay() + "-" + message.step();
    if (wrong.isEmpty()) {
      files.write(row(id, message.second(), message.event(), person.email(), campaign));
      return;
    }
    switch (wrong.get()) {
      case EMAIL_CASE -> {
        Slips.Written slip = Slips.email(person, Defect.EMAIL_CASE, random);
        long line = files.write(row(id, message.second(), message.event(), slip.text(), campaign));
        office.note(slip, files, NAME, line, person.email() + " email");
      }
      case UNKNOWN_TYPE -> note(wrong.get(), id, row(id, message, "deferred", person, campaign));
      case FUTURE_TIME ->
          note(wrong.get(), id, row(id, FAR, message.event(), person.email(), campaign));
      case MISSING_CUSTOMER ->
          note(wrong.get(), id, row(id, message.second(), message.event(), "", campaign));
      default -> {
        String row = row(id, message, message.event(), person, campaign);
        files.write(row);
        note(wrong.get(), id, row);
      }
    }
  }

  private void note(Defect defect, String key, String row) throws IOException {
    office.note(defect, files, NAME, files.write(row), key);
  }

  private String row(String id, Message message, String event, Person person, String campaign)
      throws IOException {
    return row(id, message.second(), event, person.email(), campaign);
  }

  private String row(String id, long second, String event, String email, String campaign)
      throws IOException {
    JsonLine json =
        new JsonLine()
            .put("id", id)
            .put("ts", second)
            .put("event", event)
            .put("recipient", email)
            .put("campaign", campaign);
    if (office.hasChanged(files, NAME, 5, "pool")) {
      json.put("pool", "eu-1");
    }
    return json.toString();
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
