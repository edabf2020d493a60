// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import io.perennial.domain.Channel;
import io.perennial.domain.EventType;
import io.perennial.math.random.RandomStream;
import io.perennial.testkit.simulate.EventBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The app and the web site: messages as Segment's libraries send them, packed. */
final class AppSource implements Source {

  static final String NAME = "app";
  private static final List<Defect> OF_ROWS = List.of(Defect.EXACT_DUPLICATE);
  private static final String BROWSER =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
          + " Version/17.4 Safari/605.1.15";
  private static final String CRAWLER =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
  private static final int FLOOD = 400;

  private final Office office;
  private final MonthFiles files;
  private final BitSet known = new BitSet();

  AppSource(Office office) {
    this.office = office;
    files =
        new MonthFiles(
            office.root(), NAME, "messages", MonthFiles.Shape.lines(".jsonl.gz"), office.books());
  }

  @Override
  public void event(EventBlock block, int row) throws IOException {
    if (block.type(row) != EventType.PAGE_VIEW) {
      return;
    }
    Instant when = Instant.ofEpochSecond(block.epochSecond(row));
    if (office.isSilent(when.atOffset(ZoneOffset.UTC).toLocalDate(), 0)) {
      return;
    }
    files.reach(when);
    Person person = office.persons().person(block.customer(row));
    boolean loggedIn = office.logsIn(person);
    String device = loggedIn ? device(person, when) : person.anonymousId();
    if (loggedIn && !known.get((int) person.number())) {
      known.set((int) person.number());
      files.write(identify(person, device, when));
    }
    String id = "v" + person.number() + "-" + block.position(row);
    String message =
        view(
            id,
            loggedIn ? person.shopId() : "",
            device,
            when,
            block.productId(row),
            block.channel(row) == Channel.MOBILE_APP,
            BROWSER);
    files.write(message);
    RandomStream random = office.random("app rows", person.number(), block.position(row));
    Optional<Defect> wrong = office.draw(random, OF_ROWS);
    if (wrong.isPresent()) {
      office.note(wrong.get(), files, NAME, files.write(message), id);
    }
  }

  /** The device in whose hands it is; of who never logs in it is nobody else's. */
  private String device(Person person, Instant when) {
    LocalDate day = when.atOffset(ZoneOffset.UTC).toLocalDate();
    Optional<Persons.HandOver> gone = office.persons().handsOn(person.number());
    if (gone.isPresent() && !day.isBefore(gone.get().day())) {
      return person.nextAnonymousId();
    }
    return office
        .persons()
        .takesOver(person.number())
        .filter(over -> !day.isBefore(over.day()))
        .map(over -> office.persons().person(over.other()))
        .filter(office::logsIn)
        .orElse(person)
        .anonymousId();
  }

  private String identify(Person person, String device, Instant when) {
    return new JsonLine()
        .put("type", "identify")
        .put("messageId", "i" + person.number())
        .put("anonymousId", device)
        .put("userId", person.shopId())
        .put("timestamp", when.minusSeconds(2).toString())
        .put("receivedAt", when.toString())
        .object("traits")
        .put("email", person.email())
        .put("name", office.name(person, NAME))
        .toString();
  }

  private static String view(
      String id,
      String user,
      String anonymous,
      Instant when,
      String product,
      boolean mobile,
      String agent) {
    JsonLine json =
        new JsonLine().put("type", "track").put("event", "Product Viewed").put("messageId", id);
    if (!user.isEmpty()) {
      json.put("userId", user);
    }
    return json.put("anonymousId", anonymous)
        .put("originalTimestamp", when.toString())
        .put("sentAt", when.plusMillis(400).toString())
        .put("receivedAt", when.plusMillis(650).toString())
        .put("timestamp", when.plusMillis(250).toString())
        .object("context")
        .put("userAgent", agent)
        .object("library")
        .put("name", mobile ? "analytics-ios" : "analytics.js")
        .end()
        .end()
        .object("properties")
        .put("product_id", product)
        .toString();
  }

  /** A machine that says what it is, or one that does not and looks at 400 pages in minutes. */
  @Override
  public void day(LocalDate day, BitSet customers) throws IOException {
    if (office.isSilent(day, 0)) {
      office.noteSilence(NAME, day);
      return;
    }
    RandomStream random = office.random("bots", 0, day.toEpochDay());
    if (!random.chance(StrictMath.min(1, 4 * office.share()))) {
      return;
    }
    boolean honest = random.chance(0.5);
    Instant when = day.atTime(3, 0).toInstant(ZoneOffset.UTC);
    files.reach(when);
    String anonymous = "b-" + day.toEpochDay();
    int views = honest ? 20 + random.nextInt(40) : FLOOD;
    for (int i = 0; i < views; i++) {
      when = when.plusMillis(honest ? 5_000 : 400);
      String product = "P" + Integer.toString(10_000_000 + random.nextInt(2_000)).substring(1);
      long line =
          files.write(
              view(
                  anonymous + "-" + i,
                  "",
                  anonymous,
                  when,
                  product,
                  false,
                  honest ? CRAWLER : BROWSER));
      if (i == 0) {
        office.note(Defect.BOT, files, NAME, line, anonymous);
      }
    }
  }

  /** Beside the first month's file lies a copy of it that broke off. */
  private void breakOff(Path whole) throws IOException {
    byte[] bytes = Files.readAllBytes(whole);
    String name = whole.getFileName().toString().replace("messages-", "messages-copy-");
    Files.write(whole.resolveSibling(name), Arrays.copyOf(bytes, bytes.length / 2));
    office
        .books()
        .defect(new Injected(Defect.CUT_OFF_FILE, NAME, NAME + "/" + name, 0, name, "", ""));
  }

  @Override
  public void close() throws IOException {
    files.close();
    Path whole = office.root().resolve(NAME + "/messages-" + office.month(0) + ".jsonl.gz");
    if (office.share() > 0 && Files.exists(whole)) {
      breakOff(whole);
    }
  }
}
