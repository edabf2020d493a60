// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.perennial.math.random.RandomSource;
import io.perennial.testkit.simulate.EventBlock;
import io.perennial.testkit.simulate.EventSink;
import io.perennial.testkit.simulate.Simulation;
import io.perennial.testkit.simulate.SimulationConfig;
import io.perennial.testkit.simulate.csv.TruthCsv;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * A company that never was: one simulated truth, told by six systems that each have their own words
 * for customers, their own zones and currencies, and their own mistakes.
 *
 * <p>In its folder are {@code shop}, {@code till}, {@code mail}, {@code desk}, {@code app} and
 * {@code devices} with their files; {@code rates.csv}; and in {@code truth} what is right: {@code
 * files.csv} the rows of each file, {@code defects.csv} each defect and where it is, {@code
 * persons.csv} who the customers are and what each system calls them, {@code records.csv} whose
 * record each key is, {@code customers.csv} their rates and lifetimes. {@link #configuration} reads
 * all of it.
 *
 * <p>Who is who is hidden as it is in life: people go by short names, live together under one name
 * and telephone, move, check out as guests with another address of mail, and hand devices on.
 *
 * <p>The same configuration gives the same bytes. Memory is a few bits per customer.
 */
public final class Company {

  private final CompanyConfig config;

  private Company(CompanyConfig config) {
    this.config = config;
  }

  /** The company that {@code config} describes. */
  public static Company of(CompanyConfig config) {
    return new Company(config);
  }

  /** The {@code perennial.yaml} that reads the files of any company. */
  public static String configuration() {
    try (InputStream in = Company.class.getResourceAsStream("perennial.yaml")) {
      if (in == null) {
        throw new IllegalStateException("Missing resource perennial.yaml");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes all files into {@code folder}, which is made.
   *
   * @throws IOException if they cannot be written
   */
  public CompanyReport write(Path folder) throws IOException {
    Path truth = folder.resolve("truth");
    SimulationConfig simulated = config.simulation();
    Simulation simulation = Simulation.of(simulated);
    RandomSource chance = RandomSource.seeded(simulated.seed()).derive("company");
    LocalDate start = day(simulated.start());
    Persons persons = new Persons(chance.derive("persons"), start, day(simulated.end()));
    try (Books books = new Books(truth)) {
      Office office = new Office(folder, books, persons, chance, config.share(), start);
      try (Systems systems = new Systems(office)) {
        simulation.runInTimeOrder(systems, 1, truth);
      }
      Rates.write(folder.resolve("rates.csv"), start, day(simulated.end()));
      PersonsCsv.write(truth.resolve("persons.csv"), persons, simulated.customers());
      PersonsCsv.writeRecords(books, persons, simulated.customers(), office);
      TruthCsv.write(truth.resolve("customers.csv"), simulation, 1);
      return new CompanyReport(books.rows(), books.counts());
    }
  }

  private static LocalDate day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** All systems, each of which is told of each day and each event. */
  private static final class Systems implements EventSink<EventBlock>, AutoCloseable {

    private final List<Source> sources;
    private final BitSet known = new BitSet();
    private LocalDate today;

    Systems(Office office) {
      sources =
          List.of(
              new ShopSource(office),
              new TillSource(office),
              new MailSource(office),
              new DeskSource(office),
              new AppSource(office),
              new DeviceSource(office));
      today = office.start();
    }

    @Override
    public EventBlock prepare(EventBlock block) {
      return block;
    }

    @Override
    public void accept(EventBlock block) throws IOException {
      for (int row = 0; row < block.rows(); row++) {
        LocalDate day = day(Instant.ofEpochSecond(block.epochSecond(row)));
        for (; today.isBefore(day); today = today.plusDays(1)) {
          for (Source source : sources) {
            source.day(today, known);
          }
        }
        known.set((int) block.customer(row));
        for (Source source : sources) {
          source.event(block, row);
        }
      }
    }

    @Override
    public void close() throws IOException {
      Deque<Source> open = new ArrayDeque<>(sources);
      close(open);
    }

    private static void close(Deque<Source> open) throws IOException {
      Source next = open.poll();
      if (next == null) {
        return;
      }
      try (next) {
        close(open);
      }
    }
  }
}
