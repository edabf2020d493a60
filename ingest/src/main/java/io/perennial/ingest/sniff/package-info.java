// SPDX-License-Identifier: Apache-2.0
/** How raw files lie: encoding, dialect, fields, and the forms of their times and numbers. */
@NullMarked
package io.perennial.ingest.sniff;

import org.jspecify.annotations.NullMarked;
