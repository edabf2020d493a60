// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.persons;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Persons in households, and what the systems of a company know of them: accounts of a shop, orders
 * of guests, cards of tills, addresses of a mail programme, devices of an app. Typing errors,
 * nicknames, moves, new names by marriage, shared addresses, telephones and e-mails, devices that
 * are handed on, sons with their father's name. One and a half records a person on average. A pure
 * function of the seed; a household at a time, so that memory does not grow.
 */
public final class PersonRecords {

  private static final String[] MAIL = {"gmail.com", "gmx.net", "outlook.com", "yahoo.com"};
  private static final List<Knowing> SYSTEMS =
      List.of(
          new Knowing("shop", List.of(0.98, 0.98, 0.3, 0.9, 0.9, 0.9, 1.0, 0.6, 0.2)),
          new Knowing("guest", List.of(0.95, 0.97, 0.0, 0.97, 0.97, 0.97, 0.9, 0.5, 0.3)),
          new Knowing("till", List.of(0.97, 0.99, 0.7, 0.6, 0.7, 0.6, 0.3, 0.5, 0.0)),
          new Knowing("mail", List.of(0.5, 0.4, 0.1, 0.0, 0.05, 0.1, 1.0, 0.0, 0.0)),
          new Knowing("app", List.of(0.6, 0.3, 0.2, 0.0, 0.1, 0.1, 0.7, 0.3, 1.0)));
  private static final double TYPING_ERROR = 0.04;

  private final Names names;
  private final RandomSource source;
  private final long persons;

  /**
   * @param persons how many
   * @param seed the same seed, the same records
   */
  public PersonRecords(long persons, long seed) {
    this.persons = persons;
    this.source = RandomSource.seeded(seed).derive("persons");
    this.names = new Names(RandomSource.seeded(1).derive("names"));
  }

  /** All records, household by household. */
  public void each(Consumer<PersonRecord> sink) {
    long person = 0;
    for (long household = 0; person < persons; household++) {
      RandomStream random = source.stream(household);
      Home home = new Home(household, random);
      for (Human human : home.members) {
        if (person < persons) {
          home.records(human, person++, random, sink);
        }
      }
    }
  }

  /** As a CSV file: record, person, household, source, then the attributes. */
  public void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      out.write("record,person,household,source," + String.join(",", PersonRecord.ATTRIBUTES));
      out.write('\n');
      each(
          record -> {
            List<String> cells = new ArrayList<>();
            cells.add(record.key());
            cells.add(Long.toString(record.person()));
            cells.add(Long.toString(record.household()));
            cells.add(record.source());
            PersonRecord.ATTRIBUTES.forEach(
                attribute -> cells.add(record.values().getOrDefault(attribute, "")));
            try {
              out.write(String.join(",", cells));
              out.write('\n');
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Somewhere to live. */
  private final class Address {
    final String street;
    final String postcode;
    final String city;

    Address(RandomStream random) {
      int town = names.city(random);
      street = (1 + random.nextInt(140)) + " " + names.street(random);
      postcode = Integer.toString(10_000 + town * 100 + random.nextInt(12));
      city = names.cityName(town);
    }
  }

  /** Somebody. */
  private static final class Human {
    String given = "";
    String family = "";
    String formerFamily = "";
    String birth = "";
    final List<String> emails = new ArrayList<>();
    final List<String> devices = new ArrayList<>();
    String mobile = "";
  }

  /** Who lives together. */
  private final class Home {
    final long number;
    final List<Human> members = new ArrayList<>();
    private final Address address;
    private final Address former;
    private final boolean moved;
    private final String landline;
    private final boolean sharesMail;

    Home(long number, RandomStream random) {
      this.number = number;
      address = new Address(random);
      former = new Address(random);
      moved = random.chance(0.12);
      landline = random.chance(0.4) ? phone(7) : "";
      sharesMail = random.chance(0.03);
      double size = random.nextDouble();
      int people = size < 0.5 ? 1 : size < 0.78 ? 2 : size < 0.88 ? 3 : 4;
      String family = names.family(random);
      for (int i = 0; i < people; i++) {
        members.add(human(i, family, random));
      }
      if (people > 1 && random.chance(0.15)) { // a device that is handed on
        members.get(1).devices.add(members.get(0).devices.get(0));
      }
    }

    private Human human(int nth, String family, RandomStream random) {
      Human human = new Human();
      boolean child = nth > 1;
      boolean junior = child && random.chance(0.04);
      human.given = junior ? members.get(0).given : names.given(random);
      boolean ownName = nth == 1 && random.chance(0.3);
      human.family = ownName ? names.family(random) : family;
      human.formerFamily =
          nth == 1 && !ownName && random.chance(0.1) ? names.family(random) : human.family;
      int year = child ? 1990 + random.nextInt(20) : 1940 + random.nextInt(50);
      human.birth =
          String.format(
              Locale.ROOT, "%d-%02d-%02d", year, 1 + random.nextInt(12), 1 + random.nextInt(28));
      human.mobile = phone(nth);
      String domain = MAIL[random.nextInt(MAIL.length)];
      // an address is one person's: hardly any namesakes have the same number
      String digits =
          random.chance(0.6) ? Long.toString((number * 4 + nth) % 100_000) : "." + tag(nth);
      human.emails.add(human.given + "." + human.formerFamily + digits + "@" + domain);
      if (random.chance(0.3)) {
        human.emails.add(
            human.given.charAt(0)
                + human.family
                + tag(nth)
                + "@"
                + MAIL[random.nextInt(MAIL.length)]);
      }
      human.devices.add(Long.toHexString(random.nextLong()));
      return human;
    }

    /** Of this member alone. */
    private String tag(int nth) {
      return Long.toString(number * 4 + nth, 36);
    }

    /** An odd factor: no two of the first ten million have the same digits. */
    private String phone(int nth) {
      return "+447"
          + String.format(
              Locale.ROOT, "%09d", Math.floorMod((number * 8 + nth) * 736_877_123L, 1_000_000_000));
    }

    void records(Human human, long person, RandomStream random, Consumer<PersonRecord> sink) {
      double many = random.nextDouble();
      int count = many < 0.65 ? 1 : many < 0.88 ? 2 : many < 0.97 ? 3 : 4;
      for (int nth = 0; nth < count; nth++) {
        sink.accept(record("r" + person + "-" + nth, human, person, random));
      }
    }

    private PersonRecord record(String key, Human human, long person, RandomStream random) {
      final boolean before = moved && random.chance(0.5);
      Address lives = before ? former : address;
      Map<String, String> all = new HashMap<>();
      all.put("given_name", given(human.given, random));
      all.put("family_name", before ? human.formerFamily : human.family);
      all.put("birth_date", birth(human.birth, random));
      all.put("street", lives.street);
      all.put("postcode", lives.postcode);
      all.put("city", lives.city);
      all.put(
          "email",
          sharesMail && random.chance(0.5)
              ? members.get(0).emails.get(0)
              : human.emails.get(random.nextInt(human.emails.size())));
      all.put("phone", !landline.isEmpty() && random.chance(0.3) ? landline : human.mobile);
      all.put("device", human.devices.get(random.nextInt(human.devices.size())));
      Knowing system = SYSTEMS.get(random.nextInt(SYSTEMS.size()));
      Map<String, String> known = new HashMap<>();
      for (int i = 0; i < PersonRecord.ATTRIBUTES.size(); i++) {
        String attribute = PersonRecord.ATTRIBUTES.get(i);
        if (random.chance(system.shares.get(i))) {
          known.put(attribute, typed(attribute, all.getOrDefault(attribute, ""), random));
        }
      }
      if (random.chance(0.01)
          && known.containsKey("given_name")
          && known.containsKey("family_name")) {
        String given = known.getOrDefault("given_name", "");
        known.put("given_name", known.getOrDefault("family_name", ""));
        known.put("family_name", given);
      }
      return new PersonRecord(key, person, number, system.name, known);
    }

    private String given(String given, RandomStream random) {
      double way = random.nextDouble();
      return way < 0.1
          ? Names.shortForm(given, random)
          : way < 0.13 ? given.substring(0, 1) : given;
    }

    /** Day and month exchanged, or the first of January, now and then. */
    private String birth(String date, RandomStream random) {
      double way = random.nextDouble();
      return way < 0.01
          ? date.substring(0, 4) + date.substring(7) + date.substring(4, 7)
          : way < 0.015 ? date.substring(0, 4) + "-01-01" : date;
    }

    private String typed(String attribute, String value, RandomStream random) {
      return !attribute.equals("device") && random.chance(TYPING_ERROR)
          ? Misspelling.of(value, random)
          : value;
    }
  }

  /**
   * A system.
   *
   * @param shares of its records that have each attribute
   */
  private record Knowing(String name, List<Double> shares) {}
}
