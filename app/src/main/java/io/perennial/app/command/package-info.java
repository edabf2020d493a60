// SPDX-License-Identifier: Apache-2.0
/** The commands of the command line, one class each, and the main that runs them. */
@NullMarked
package io.perennial.app.command;

import org.jspecify.annotations.NullMarked;
