/** How the sending of a mail to one address stands. */
export const mailStates = ['pending', 'sent', 'failed'] as const;
