// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.activate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The files that other systems import as a list of people: the first line, and a line for each. Of
 * the advertising systems identifiers are hashed as these say: Google's are e-mail, phone and names
 * (country and postcode stay as they are), Meta's all.
 */
public enum AudienceFormat {
  /** Customer, decision, action, content, product and time alone: no personal data. */
  PLAIN(false, "customer_id,decision_id,action,content,product_id,send_weekday,send_hour") {
    @Override
    List<String> cells(Recipient who) {
      return List.of();
    }
  },
  /** Klaviyo, profiles. */
  KLAVIYO(
      false,
      "Email,Phone Number,First Name,Last Name,City,Zip Code,Country,"
          + "perennial_customer,perennial_action,perennial_content,"
          + "perennial_send_weekday,perennial_send_hour") {
    @Override
    List<String> cells(Recipient who) {
      return List.of(
          who.email(),
          who.phone(),
          who.firstName(),
          who.lastName(),
          who.city(),
          who.postcode(),
          who.country());
    }
  },
  /** Mailchimp, contacts; the action is a tag. */
  MAILCHIMP(false, "Email Address,First Name,Last Name,Phone Number,Tags,PERENNIAL_ID") {
    @Override
    List<String> cells(Recipient who) {
      return List.of(who.email(), who.firstName(), who.lastName(), who.phone());
    }
  },
  /** Salesforce, contacts, for its import wizard. */
  SALESFORCE(
      false,
      "FirstName,LastName,Email,Phone,MailingCity,MailingPostalCode,"
          + "MailingCountry,Perennial_Id__c,Perennial_Action__c,Perennial_Content__c,"
          + "Perennial_Send_Weekday__c,Perennial_Send_Hour__c") {
    @Override
    List<String> cells(Recipient who) {
      return List.of(
          who.firstName(),
          // a contact must have one
          who.lastName().isEmpty() ? "Unknown" : who.lastName(),
          who.email(),
          who.phone(),
          who.city(),
          who.postcode(),
          who.country());
    }
  },
  /** HubSpot, contacts. */
  HUBSPOT(
      false,
      "Email,First Name,Last Name,Phone Number,City,Postal Code,"
          + "Country/Region,perennial_customer,perennial_action,perennial_content,"
          + "perennial_send_weekday,perennial_send_hour") {
    @Override
    List<String> cells(Recipient who) {
      return List.of(
          who.email(),
          who.firstName(),
          who.lastName(),
          who.phone(),
          who.city(),
          who.postcode(),
          who.country());
    }
  },
  /** Google Ads, Customer Match, hashed. */
  GOOGLE(true, "Email,Phone,First Name,Last Name,Country,Zip") {
    @Override
    List<String> cells(Recipient who) {
      return List.of(
          Hashed.of(Hashed.googleEmail(who.email())),
          Hashed.of(Hashed.phone(who.phone())),
          Hashed.of(Hashed.name(who.firstName())),
          Hashed.of(Hashed.name(who.lastName())),
          who.country(),
          who.postcode());
    }
  },
  /** Meta, custom audience from a customer list, hashed. */
  META(true, "email,phone,fn,ln,ct,zip,country,extern_id") {
    @Override
    List<String> cells(Recipient who) {
      String phone = Hashed.phone(who.phone());
      return List.of(
          Hashed.of(Hashed.email(who.email())),
          Hashed.of(phone.isEmpty() ? "" : phone.substring(1)),
          Hashed.of(Hashed.name(who.firstName())),
          Hashed.of(Hashed.name(who.lastName())),
          Hashed.of(who.city().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "")),
          Hashed.of(who.postcode().toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "")),
          Hashed.of(who.country().toLowerCase(Locale.ROOT)));
    }
  };

  private final boolean hashed;
  private final String header;

  /**
   * @param header names of columns, with commas between
   */
  AudienceFormat(boolean hashed, String header) {
    this.hashed = hashed;
    this.header = header;
  }

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of the columns. */
  public List<String> header() {
    return List.of(header.split(",", -1));
  }

  /** Whether personal data are read for it. */
  public boolean isPersonal() {
    return this != PLAIN;
  }

  /** Cells of what is personal. */
  abstract List<String> cells(Recipient who);

  /** Whether there is anything by which the other system can know the customer. */
  public boolean reaches(Recipient who) {
    return switch (this) {
      case PLAIN -> true;
      case MAILCHIMP, HUBSPOT -> !who.email().isEmpty();
      case KLAVIYO, SALESFORCE -> !who.email().isEmpty() || !who.phone().isEmpty();
      case GOOGLE, META ->
          !Hashed.email(who.email()).isEmpty() || !Hashed.phone(who.phone()).isEmpty();
    };
  }

  /** A line, in the order of {@link #header}. */
  public List<String> row(Recipient who) {
    List<String> row = new ArrayList<>(cells(who));
    String customer = Long.toString(who.customer());
    switch (this) {
      case PLAIN -> {
        row.add(customer);
        row.add(Long.toString(who.decision()));
        row.add(who.action());
        row.add(who.content());
        row.add(who.product());
        addTime(row, who);
      }
      case MAILCHIMP -> {
        row.add(who.action());
        row.add(customer);
      }
      case META -> row.add(customer);
      case GOOGLE -> {}
      default -> {
        row.add(customer);
        row.add(who.action());
        row.add(who.content());
        addTime(row, who);
      }
    }
    return row;
  }

  private static void addTime(List<String> row, Recipient who) {
    row.add(Recipient.cell(who.weekday()));
    row.add(Recipient.cell(who.hour()));
  }

  /** Whether identifiers are hashed. */
  public boolean isHashed() {
    return hashed;
  }
}
