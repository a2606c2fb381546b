// A question that one page gives to the next, in memory: questions do not belong into addresses.
let question = "";

export const handOver = (text: string): void => void (question = text);
export const handedOver = (): string => question;
