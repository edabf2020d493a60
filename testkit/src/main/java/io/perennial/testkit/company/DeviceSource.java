// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import io.perennial.math.random.RandomStream;
import io.perennial.testkit.simulate.EventBlock;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The machines that some customers have at home: what they used each day, in watt hours. */
final class DeviceSource implements Source {

  static final String NAME = "devices";
  private static final double OWNERS = 0.08;
  private static final int SILENT_LATER = 14;
  private static final double SKEWED = 0.4;
  private static final List<Defect> OF_ROWS =
      List.of(
          Defect.EXACT_DUPLICATE, Defect.BAD_NUMBER, Defect.FUTURE_TIME, Defect.MISSING_CUSTOMER);

  private final Office office;
  private final MonthFiles files;

  DeviceSource(Office office) {
    this.office = office;
    files =
        new MonthFiles(
            office.root(), NAME, "readings", MonthFiles.Shape.lines(".jsonl"), office.books());
  }

  @Override
  public void event(EventBlock block, int row) {}

  @Override
  public void day(LocalDate day, BitSet known) throws IOException {
    if (office.isSilent(day, SILENT_LATER)) {
      office.noteSilence(NAME, day);
      return;
    }
    for (int customer = known.nextSetBit(0);
        customer >= 0;
        customer = known.nextSetBit(customer + 1)) {
      RandomStream owner = office.random("devices", customer, 0);
      if (!owner.chance(OWNERS)) {
        continue;
      }
      boolean skewed = office.share() > 0 && owner.chance(SKEWED);
      long skewSeconds =
          skewed ? 3_600 * (2 + owner.nextInt(40)) * (owner.chance(0.5) ? 1 : -1) : 0;
      reading(day, office.persons().person(customer), skewSeconds);
    }
  }

  private void reading(LocalDate day, Person person, long skewSeconds) throws IOException {
    RandomStream random = office.random("readings", person.number(), day.toEpochDay());
    Instant received = day.atTime(22, 0).toInstant(ZoneOffset.UTC).plusSeconds(random.nextInt(600));
    Instant said = received.minusSeconds(2 + random.nextInt(20)).plusSeconds(skewSeconds);
    files.reach(received);
    String device = "D" + Long.toString(1_000_000 + person.number()).substring(1);
    Optional<Defect> wrong = office.draw(random, OF_ROWS);
    String used = Integer.toString(100 + random.nextInt(1_900));
    String owner = owner(person, day).shopId();
    if (wrong.isPresent()) {
      switch (wrong.get()) {
        case BAD_NUMBER -> used = "\"err\"";
        case FUTURE_TIME -> said = Instant.parse("2100-01-01T00:00:00Z");
        case MISSING_CUSTOMER -> owner = "";
        default -> {}
      }
    }
    String row = row(device, owner, said, received, used, battery(random));
    long line = files.write(row);
    if (wrong.isEmpty()) {
      if (skewSeconds != 0) {
        office.note(Defect.CLOCK_SKEW, files, NAME, line, device);
      }
      return;
    }
    if (wrong.get() == Defect.EXACT_DUPLICATE) {
      if (skewSeconds != 0) {
        office.note(Defect.CLOCK_SKEW, files, NAME, line, device);
      }
      line = files.write(row);
    }
    office.note(wrong.get(), files, NAME, line, device);
  }

  /** Whose it is on a day. */
  private Person owner(Person person, LocalDate day) {
    return office
        .persons()
        .handsOn(person.number())
        .filter(over -> !day.isBefore(over.day()))
        .map(over -> office.persons().person(over.other()))
        .orElse(person);
  }

  /** Nothing at first, then a share in percent, then a word. */
  private String battery(RandomStream random) throws IOException {
    int left = 5 + random.nextInt(95);
    if (office.hasChanged(files, NAME, 8, "battery is a word")) {
      return left < 20 ? "\"low\"" : "\"good\"";
    }
    return office.hasChanged(files, NAME, 4, "battery") ? Integer.toString(left) : "";
  }

  private static String row(
      String device, String owner, Instant said, Instant received, String used, String battery) {
    JsonLine json =
        new JsonLine()
            .put("device", device)
            .put("account", owner)
            .put("at", said.toString())
            .put("received_at", received.toString())
            .number("wh", used);
    if (!battery.isEmpty()) {
      json.number("battery", battery);
    }
    return json.toString();
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
