// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.texts;

/**
 * A ticket and what is true of it.
 *
 * @param language in which it is written: en or de
 * @param topic what it is about, such as delivery
 * @param intent what its writer wants: complaint, cancel, refund, question or praise
 * @param urgent whether it says that it cannot wait
 * @param text one to five sentences
 */
public record TicketText(
    String language, String topic, String intent, boolean urgent, String text) {}
